import { Flex, Table, Typography } from 'antd'
import { CONTEST_SLOTS, type ContestSlot, SLOT_ITEMS } from '../../../../src-shared/domain/contest.ts'
import { FormsSet } from '../../batches/FormsSet.tsx'
import type { TabProps } from '../ContestPage.tsx'

const SLOTS = Object.keys(CONTEST_SLOTS) as ContestSlot[]

/** 资料: the fifteen papers of a contest, and the items of 附件7 事后 that they answer (第二十五条（五）). */
export function PapersTab({ contest }: TabProps) {
  const subject = { kind: 'contest', id: contest.id } as const
  return (
    <Flex vertical gap={8} style={{ maxWidth: 980 }}>
      <Typography.Text type="secondary">
        竞赛应备的资料。「附件7 事后」一栏是督导记录表中查看该项资料的项目序号。
      </Typography.Text>
      <Table
        size="small"
        rowKey={slot => slot}
        pagination={false}
        dataSource={SLOTS}
        columns={[
          { title: '代码', width: 72, render: (_, slot) => slot },
          { title: '资料', render: (_, slot) => CONTEST_SLOTS[slot] },
          {
            title: '附件7 事后',
            width: 160,
            className: 'num',
            render: (_, slot) => SLOT_ITEMS[slot]?.map(no => `第${no}项`).join('、') ?? '—',
          },
          {
            title: '',
            width: 260,
            render: (_, slot) => {
              if (slot === 'K14') return <FormsSet text="打印" items={[{ form: 'annex6', mode: 'filled', subject }]} />
              if (slot !== 'K15') return null
              return (
                <Flex gap={8}>
                  <FormsSet text="事中" items={[{ form: 'annex7During', mode: 'prefilled', subject }]} />
                  <FormsSet text="事后" items={[{ form: 'annex7After', mode: 'prefilled', subject }]} />
                </Flex>
              )
            },
          },
        ]}
      />
    </Flex>
  )
}
