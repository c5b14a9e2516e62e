import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Input, InputNumber, Modal, Select, Table } from 'antd'
import { useEffect, useState } from 'react'
import type { FilingColumn } from '../../../src-shared/contract/card.ts'
import { call } from '../../api.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { done } from '../../feedback.ts'

type Key = FilingColumn['key']

/** What each column holds, and the header it starts with. */
const MEANING: Record<Key, string> = {
  index: '序号',
  name: '姓名',
  sex: '性别',
  birth: '出生日期',
  idNumber: '身份证号码',
  phone: '手机',
  department: '单位/部门',
  position: '职务职称',
  education: '学历',
  source: '选聘来源',
  code: '证卡编号',
  period: '有效期限',
  termStart: '聘期起',
  termEnd: '聘期止',
  issuedOn: '核发日期',
  orgName: '颁证机构',
  trainedOn: '培训日期',
  examOn: '考核日期',
  note: '备注',
}

interface Props {
  open: boolean
  columns: FilingColumn[] | undefined
  seen: string
  onClose: () => void
}

/** The municipal template is not public: which columns, in which order, under which headers, is for the organisation to say. */
export function ColumnsModal({ open, columns, seen, onClose }: Props) {
  const [draft, setDraft] = useState<FilingColumn[]>([])
  const [busy, setBusy] = useState(false)
  const dirty = open && columns !== undefined && JSON.stringify(draft) !== JSON.stringify(columns)
  const leave = useDirtyGuard(dirty)
  useEffect(() => {
    if (open && columns) setDraft(columns)
  }, [open, columns])

  const change = (key: Key, part: Partial<FilingColumn>) =>
    setDraft(draft.map(column => (column.key === key ? { ...column, ...part } : column)))
  const move = (index: number, by: 1 | -1) => {
    const next = [...draft]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    setDraft(next)
  }
  const unused = (Object.keys(MEANING) as Key[]).filter(key => !draft.some(column => column.key === key))
  const incomplete = draft.length === 0 || draft.some(column => column.header.trim() === '')

  const save = async () => {
    setBusy(true)
    try {
      await call('filing.setColumns', { columns: draft, seen })
      done('名册栏目已保存')
      onClose()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open={open}
      title="备案名册的栏目"
      width={720}
      okText="保存"
      okButtonProps={{ disabled: incomplete }}
      confirmLoading={busy}
      onOk={save}
      onCancel={() => void leave(onClose)}
    >
      <Alert type="info" title="市鉴定管理中心的名册样式没有公开：请按收到的样表调整栏目、顺序和表头。" />
      <Table<FilingColumn>
        size="small"
        rowKey="key"
        dataSource={draft}
        pagination={false}
        scroll={{ y: 'min(360px, 45vh)' }}
        style={{ margin: '12px 0' }}
        columns={[
          { title: '内容', width: 110, render: (_, column) => MEANING[column.key] },
          {
            title: '表头',
            render: (_, column) => (
              <Input
                size="small"
                value={column.header}
                maxLength={40}
                status={column.header.trim() ? undefined : 'error'}
                aria-label={`${MEANING[column.key]}的表头`}
                onChange={event => change(column.key, { header: event.target.value })}
              />
            ),
          },
          {
            title: '列宽（字符）',
            width: 110,
            render: (_, column) => (
              <InputNumber
                size="small"
                min={4}
                max={60}
                precision={0}
                value={column.width}
                aria-label={`${MEANING[column.key]}的列宽`}
                onChange={width => change(column.key, { width: width ?? column.width })}
              />
            ),
          },
          {
            title: '顺序',
            width: 120,
            render: (_, column, index) => (
              <Flex gap={4}>
                <Button
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={`上移${MEANING[column.key]}`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <Button
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={`下移${MEANING[column.key]}`}
                  disabled={index === draft.length - 1}
                  onClick={() => move(index, 1)}
                />
                <Button
                  size="small"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={`去掉${MEANING[column.key]}`}
                  onClick={() => setDraft(draft.filter(c => c.key !== column.key))}
                />
              </Flex>
            ),
          },
        ]}
      />
      <Select<Key>
        value={null}
        placeholder="添加栏目"
        aria-label="添加栏目"
        disabled={unused.length === 0}
        options={unused.map(value => ({ value, label: MEANING[value] }))}
        onChange={key => setDraft([...draft, { key, header: MEANING[key], width: 14 }])}
        style={{ width: 180 }}
      />
    </Modal>
  )
}
