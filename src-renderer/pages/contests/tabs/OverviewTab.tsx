import { Alert, Button, Descriptions, Flex, Steps, Typography } from 'antd'
import { useState } from 'react'
import type { Contest } from '../../../../src-shared/contract/contest.ts'
import { CONTEST_STATE } from '../../../../src-shared/labels.ts'
import { Findings } from '../../../components/Findings.tsx'
import type { TabProps } from '../ContestPage.tsx'
import { ResultDialog } from '../ResultDialog.tsx'
import { STATES } from '../tags.tsx'
import { daysText } from '../words.ts'

const LABELS = { label: { width: 164 }, content: { minWidth: 200 } }

/** 概况: where the contest stands, what is wrong with it today, and how many certificates may be applied for. */
export function OverviewTab({ contest, closed }: TabProps) {
  const items = contest.items.map(item => [item.occupation, item.level].filter(Boolean).join(' ')).join('、')
  return (
    <Flex vertical gap={16} style={{ maxWidth: 1280 }}>
      <Steps
        size="small"
        responsive={false}
        current={STATES.indexOf(contest.state)}
        items={STATES.map(state => ({
          title: CONTEST_STATE[state],
          ...(state === 'ready' && contest.readyOn ? { content: `${contest.readyOn} ${contest.readyBy}确认` } : {}),
        }))}
      />
      {contest.findings.length === 0 ? (
        <Alert type="success" showIcon title="按现有登记，没有需要处理的提醒。" />
      ) : (
        <section aria-label="提醒">
          <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
            提醒 {contest.findings.length} 项
          </Typography.Title>
          <Findings list={contest.findings} compact />
        </section>
      )}
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, md: 2 }}
        styles={LABELS}
        items={[
          { label: '主办单位', children: contest.host },
          { label: '协办单位', children: contest.coHost || '未填' },
          { label: '职业（工种）、等级', children: items || '未填' },
          { label: '竞赛通知文号', children: contest.noticeNo || '未填' },
          { label: '竞赛日期', children: <span className="num">{daysText(contest)}</span> },
          { label: '联系人', children: [contest.contact, contest.phone].filter(Boolean).join('　') || '未填' },
          ...(contest.note ? [{ label: '备注', span: 'filled' as const, children: contest.note }] : []),
        ]}
      />
      <Result contest={contest} closed={closed} />
    </Flex>
  )
}

const people = (count: number | null) => (count === null ? '未填' : `${count} 人`)

function Result({ contest, closed }: { contest: Contest; closed: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <section aria-label="晋升比例">
      <Flex justify="space-between" align="center" style={{ marginBottom: 8 }}>
        <Typography.Text strong>晋升比例与申请核发（附件7 事后第12项）</Typography.Text>
        {!closed && <Button onClick={() => setOpen(true)}>登记人数和比例</Button>}
      </Flex>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, md: 2 }}
        styles={LABELS}
        items={[
          { label: '晋升比例', children: contest.ratio ? `${contest.ratio}（${contest.ratioNo}）` : '未填' },
          { label: '最多可申请', children: contest.quota || '填写晋升比例和参赛人数后计算' },
          { label: '参赛人数', children: people(contest.entrants) },
          { label: '申请核发人数', children: people(contest.applied) },
        ]}
      />
      {open && <ResultDialog contest={contest} onClose={() => setOpen(false)} />}
    </section>
  )
}
