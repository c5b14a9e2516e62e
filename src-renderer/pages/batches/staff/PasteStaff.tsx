import { Alert, Button, Checkbox, Flex, Form, Input, Modal, Select, Table, Upload } from 'antd'
import { useState } from 'react'
import type { Batch, StaffRole } from '../../../../src-shared/contract/batch.ts'
import type { Input as In, Output } from '../../../../src-shared/contract/index.ts'
import { STAFF_ROLE } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { readUpload } from '../../../components/files.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { sessionText } from '../words.ts'

type Row = Output<'staff.read'>['rows'][number] & { key: number; taken: boolean }

const ROLES = Object.entries(STAFF_ROLE).map(([value, label]) => ({ value: value as StaffRole, label }))

/** 工作人员 from a sheet, or from cells copied out of one: looked at, their posts chosen, written together. */
export function PasteStaff({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const [rows, setRows] = useState<Row[]>([])
  const [told, setTold] = useState<string[]>([])
  const [sessionIds, setSessions] = useState(batch.sessions.map(session => session.id))
  const { run, running } = useTask()

  const take = async (source: Pick<In<'staff.read'>, 'file' | 'text'>) => {
    const read = await run('正在读取人员', options => call('staff.read', { batchId: batch.id, ...source }, options))
    if (!read) return
    setRows(read.rows.map((row, key) => ({ ...row, key, taken: row.known === null })))
    setTold([...read.problems.map(({ where, message }) => `${where}：${message}`), ...read.notes])
  }
  const set = (key: number, change: Partial<Row>) =>
    setRows(rows.map(row => (row.key === key ? { ...row, ...change } : row)))
  const chosen = rows.filter(row => row.taken)
  const ready = chosen.flatMap(({ name, role, certificate, validTo, phone }) =>
    role ? [{ name, role, certificate, validTo, phone }] : [],
  )
  const write = async () => {
    const added = await run('正在登记人员', options =>
      call('staff.add', { batchId: batch.id, sessionIds, rows: ready }, options),
    )
    if (!added) return
    done(`已登记 ${ready.length} 人`)
    onClose()
  }

  return (
    <Modal
      open
      title="从 Excel 登记工作人员"
      width={860}
      okText={`登记 ${chosen.length} 人`}
      okButtonProps={{ disabled: chosen.length === 0 || ready.length < chosen.length || sessionIds.length === 0 }}
      confirmLoading={running}
      onOk={write}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Flex vertical gap={12}>
        <Input.TextArea
          aria-label="粘贴人员"
          rows={3}
          value=""
          autoFocus
          placeholder="从 Excel 复制「姓名、岗位、证书编号、有效期至、电话」几列（含表头），粘贴到这里"
          onPaste={event => {
            event.preventDefault()
            void take({ text: event.clipboardData.getData('text') })
          }}
        />
        <Upload
          accept=".xlsx,.xls,.et,.csv"
          showUploadList={false}
          beforeUpload={file => {
            void readUpload(file).then(upload => take({ file: upload }))
            return false
          }}
        >
          <Button loading={running}>从 Excel 文件读入</Button>
        </Upload>
        {told.length > 0 && (
          <Alert type="warning" showIcon title="请核对" description={told.map(text => <div key={text}>{text}</div>)} />
        )}
        {rows.length > 0 && (
          <Table<Row>
            size="small"
            dataSource={rows}
            pagination={false}
            scroll={{ y: 260 }}
            columns={[
              {
                title: '登记',
                width: 60,
                render: (_, row) => (
                  <Checkbox
                    aria-label={`登记 ${row.name}`}
                    checked={row.taken}
                    onChange={event => set(row.key, { taken: event.target.checked })}
                  />
                ),
              },
              {
                title: '姓名',
                width: 130,
                render: (_, row) => (
                  <Input
                    aria-label="姓名"
                    maxLength={40}
                    value={row.name}
                    onChange={event => set(row.key, { name: event.target.value })}
                  />
                ),
              },
              {
                title: '岗位',
                width: 140,
                render: (_, row) => (
                  <Select
                    aria-label={`${row.name}的岗位`}
                    style={{ width: '100%' }}
                    status={row.taken && !row.role ? 'error' : undefined}
                    placeholder="请选择"
                    options={ROLES}
                    value={row.role}
                    onChange={role => set(row.key, { role })}
                  />
                ),
              },
              { title: '证书编号', dataIndex: 'certificate', ellipsis: true },
              { title: '有效期至', dataIndex: 'validTo', width: 110, className: 'num' },
              { title: '电话', dataIndex: 'phone', width: 130, className: 'num' },
              { title: '', width: 150, render: (_, row) => (row.known ? `本批次已有 ${row.known}` : '') },
            ]}
          />
        )}
        <Form.Item label="场次" style={{ marginBottom: 0 }}>
          <Checkbox.Group
            value={sessionIds}
            onChange={setSessions}
            style={{ display: 'flex', flexDirection: 'column', gap: 4, maxHeight: 120, overflow: 'auto' }}
            options={batch.sessions.map((session, i) => ({
              value: session.id,
              label: `第 ${i + 1} 场　${sessionText(session)}`,
            }))}
          />
        </Form.Item>
      </Flex>
    </Modal>
  )
}
