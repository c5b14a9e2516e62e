import { Button, Flex, Popconfirm, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Staff, StaffRole } from '../../../../src-shared/contract/batch.ts'
import { STAFF_ROLE } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { PersonName } from '../../../components/PersonName.tsx'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { PasteStaff } from '../staff/PasteStaff.tsx'
import { StaffDialog } from '../staff/StaffDialog.tsx'
import { sessionNumbers } from '../words.ts'

const ROLES = Object.keys(STAFF_ROLE) as StaffRole[]
const ROLE_COLOR: Record<StaffRole, string> = {
  examiner: 'blue',
  affairs: 'cyan',
  invigilator: 'geekblue',
  head: 'purple',
}

/** 人员: who works in which session, with certificates; expired ones are flagged (第二十条（六）). */
export function StaffTab({ batch, closed }: TabProps) {
  const [open, setOpen] = useState<Staff | { role: StaffRole } | null>(null)
  const [pasting, setPasting] = useState(false)
  const rows = [...batch.staff].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.id - b.id)
  const remove = ({ id, seen }: Staff) => call('staff.remove', { id, seen }).then(() => done('已移除'), showError)

  const columns: TableColumnsType<Staff> = [
    { title: '岗位', width: 100, render: (_, row) => <Tag color={ROLE_COLOR[row.role]}>{STAFF_ROLE[row.role]}</Tag> },
    {
      title: '姓名',
      width: 110,
      ellipsis: true,
      render: (_, row) => (row.supervisorId ? <PersonName id={row.supervisorId} name={row.name} /> : row.name),
    },
    { title: '场次', width: 150, ellipsis: true, render: (_, row) => sessionNumbers(batch, row.sessionIds) },
    {
      title: '证书编号',
      width: 190,
      ellipsis: true,
      render: (_, row) => row.certificate || <Typography.Text type="secondary">未填</Typography.Text>,
    },
    {
      title: '有效期至',
      width: 190,
      className: 'num',
      render: (_, row) =>
        row.validTo ? (
          <Flex gap={8}>
            {row.validTo}
            {row.expired && <Tag color="error">场次当日已过期</Tag>}
          </Flex>
        ) : (
          '—'
        ),
    },
    { title: '电话', dataIndex: 'phone', width: 130, className: 'num' },
    {
      title: '',
      width: 90,
      fixed: 'end',
      render: (_, row) =>
        !closed && (
          <Flex gap={8}>
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row)}>
              修改
            </Button>
            <Popconfirm title={`移除${row.name}？`} okText="移除" cancelText="取消" onConfirm={() => remove(row)}>
              <Button type="link" size="small" danger style={{ padding: 0 }}>
                移除
              </Button>
            </Popconfirm>
          </Flex>
        ),
    },
  ]

  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={8} wrap align="center" justify="space-between">
        <Typography.Text type="secondary">内督员在「委派」中安排，不在这里登记。</Typography.Text>
        <Flex gap={8} wrap>
          {!closed && (
            <Button disabled={batch.sessions.length === 0} onClick={() => setPasting(true)}>
              从 Excel 登记
            </Button>
          )}
          {!closed &&
            ROLES.map(role => (
              <Button key={role} disabled={batch.sessions.length === 0} onClick={() => setOpen({ role })}>
                添加{STAFF_ROLE[role]}
              </Button>
            ))}
        </Flex>
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<Staff>
          rowKey="id"
          minWidth={960}
          dataSource={rows}
          columns={columns}
          pagination={false}
          locale={{
            emptyText: (
              <Empty
                text={
                  batch.sessions.length === 0
                    ? '请先登记场次，再登记考评、考务、监考人员和负责人。'
                    : '还没有登记工作人员。登记后可检查证书有效期，并避免同场次兼任和应回避的委派。'
                }
              />
            ),
          }}
        />
      </div>
      {pasting && <PasteStaff batch={batch} onClose={() => setPasting(false)} />}
      {open && (
        <StaffDialog batch={batch} staff={'id' in open ? open : null} role={open.role} onClose={() => setOpen(null)} />
      )}
    </Flex>
  )
}
