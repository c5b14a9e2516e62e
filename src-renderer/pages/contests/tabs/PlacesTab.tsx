import { Button, Flex, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { ContestPlace } from '../../../../src-shared/contract/contest.ts'
import { call } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { FormsSet } from '../../batches/FormsSet.tsx'
import type { TabProps } from '../ContestPage.tsx'
import { PlaceDialog } from '../PlaceDialog.tsx'
import { placeTime } from '../words.ts'

/** 地点与安排: the rows of 附件6, with the 外督员 that each place is due (第二十六条). */
export function PlacesTab({ contest, closed }: TabProps) {
  const [open, setOpen] = useState<ContestPlace | 'new' | null>(null)
  const [removing, setRemoving] = useState<ContestPlace | null>(null)
  const columns: TableColumnsType<ContestPlace> = [
    { title: '竞赛地点', dataIndex: 'place', ellipsis: true },
    { title: '职业（工种）', dataIndex: 'occupation', width: '16%', ellipsis: true },
    { title: '人数', dataIndex: 'people', width: 64, align: 'end', className: 'num' },
    { title: '开始—结束', width: 250, className: 'num', render: (_, row) => placeTime(row) },
    { title: '督导员（第二十六条）', width: 158, dataIndex: 'due' },
    { title: '备注', dataIndex: 'note', width: '14%', ellipsis: true },
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
      添加地点
    </Button>
  )
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      {contest.places.length > 0 && (
        <Flex gap={8} wrap align="center" justify="space-between">
          <Typography.Text type="secondary">
            督导员由社会事业局委派，人数按同一地点合计；附件6 由外督员填写，此处只作准备。
          </Typography.Text>
          <Flex gap={8}>
            <FormsSet
              text="打印附件6"
              items={[{ form: 'annex6', mode: 'filled', subject: { kind: 'contest', id: contest.id } }]}
            />
            {add}
          </Flex>
        </Flex>
      )}
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<ContestPlace>
          rowKey="id"
          minWidth={1000}
          dataSource={contest.places}
          columns={columns}
          pagination={false}
          locale={{
            emptyText: (
              <Empty text="还没有竞赛地点。按地点、职业和时间逐行登记，即为附件6 督导安排表的各行。" action={add} />
            ),
          }}
        />
      </div>
      {open && <PlaceDialog contest={contest} place={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <ReasonModal
        open={removing !== null}
        title={`移除竞赛地点　${removing?.place ?? ''}`}
        okText="移除"
        onOk={async reason => {
          if (removing) await call('contestPlace.remove', { id: removing.id, seen: removing.seen, reason })
          done('已移除')
        }}
        onClose={() => setRemoving(null)}
      >
        <p>地点从安排中移除；操作日志保留原内容和原因。</p>
      </ReasonModal>
    </Flex>
  )
}
