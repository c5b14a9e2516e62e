import { Button, Flex, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import type { ContestStaff } from '../../../../src-shared/contract/contest.ts'
import { call } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { Findings } from '../../../components/Findings.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'
import type { TabProps } from '../ContestPage.tsx'
import { StaffDialog } from '../StaffDialog.tsx'

/** 赛务人员 and their 资质证明: without one that holds the contest cannot be 就绪 (第八条). */
export function StaffTab({ contest, closed }: TabProps) {
  const [open, setOpen] = useState<ContestStaff | 'new' | null>(null)
  const [removing, setRemoving] = useState<ContestStaff | null>(null)
  const found = contest.findings.filter(finding => finding.rule === 'R-CMP-STAFF')
  const columns: TableColumnsType<ContestStaff> = [
    { title: '姓名', dataIndex: 'name', width: 120, ellipsis: true },
    { title: '职责', dataIndex: 'duty', width: 140, ellipsis: true },
    { title: '资质证明', dataIndex: 'certificate', ellipsis: true },
    { title: '有效期至', width: 110, className: 'num', render: (_, row) => row.validTo ?? '—' },
    { title: '资质', width: 110, render: (_, row) => <Qualified member={row} /> },
    { title: '扫描件', width: 150, render: (_, row) => <AttachmentLink file={row.file} /> },
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
            <Button type="link" size="small" danger style={{ padding: 0 }} onClick={() => setRemoving(row)}>
              移除
            </Button>
          </Flex>
        ),
    },
  ]
  const add = !closed && (
    <Button type="primary" onClick={() => setOpen('new')}>
      添加赛务人员
    </Button>
  )
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Findings list={found} compact />
      {contest.staff.length > 0 && <Flex justify="end">{add}</Flex>}
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<ContestStaff>
          rowKey="id"
          minWidth={960}
          dataSource={contest.staff}
          columns={columns}
          pagination={false}
          locale={{
            emptyText: (
              <Empty text="还没有赛务人员。主办单位应当具备具有资质的竞赛赛务管理人员（第八条）。" action={add} />
            ),
          }}
        />
      </div>
      {open && <StaffDialog contest={contest} member={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <ReasonModal
        open={removing !== null}
        title={`移除赛务人员　${removing?.name ?? ''}`}
        okText="移除"
        onOk={async reason => {
          if (removing) await call('contestStaff.remove', { id: removing.id, seen: removing.seen, reason })
          done('已移除')
        }}
        onClose={() => setRemoving(null)}
      >
        <p>不再作为本竞赛的赛务人员；操作日志保留原内容和原因。</p>
      </ReasonModal>
    </Flex>
  )
}

function Qualified({ member }: { member: ContestStaff }) {
  if (member.qualified) return <Tag color="success">有效</Tag>
  return member.certificate ? <Tag color="error">到期早于竞赛</Tag> : <Tag>没有</Tag>
}
