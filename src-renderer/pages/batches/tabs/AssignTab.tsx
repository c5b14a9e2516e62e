import { Button, Flex, InputNumber, Spin, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Session } from '../../../../src-shared/contract/batch.ts'
import { call, useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { useDirtyGuard } from '../../../components/useDirtyGuard.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { feedback } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { AssignmentList } from '../assign/AssignmentList.tsx'
import { IssueDialog } from '../assign/IssueDialog.tsx'
import { type Choice, filled, toggled } from '../assign/plan.ts'
import { RankDrawer } from '../assign/RankDrawer.tsx'
import { RelationsDialog } from '../assign/RelationsDialog.tsx'
import { RotateLimit } from '../assign/RotateLimit.tsx'
import { openTab, type TabProps } from '../BatchPage.tsx'
import { sessionText } from '../words.ts'

/** 委派 (第九、十五条): people are chosen for every session first, and one 委派单 is issued for the whole plan. */
export function AssignTab({ batch, closed }: TabProps) {
  const [plan, setPlan] = useState<ReadonlyMap<number, Choice[]>>(new Map())
  const [perSession, setPerSession] = useState(1)
  const [open, setOpen] = useState<'issue' | 'relations' | Session | null>(null)
  const { run, running } = useTask()
  const list = useCall('assign.list', { batchId: batch.id }, ['batch', 'supervisor', 'card'])
  const chosen = [...plan.values()].reduce((sum, people) => sum + people.length, 0)
  useDirtyGuard(chosen > 0)

  const propose = async () => {
    const answer = await run('正在排出建议', options =>
      call('assign.propose', { batchId: batch.id, perSession }, options),
    )
    if (!answer) return
    const short = answer.sessions.filter(({ people }) => people.length < perSession).length
    const kept = answer.sessions.filter(({ sessionId }) => (plan.get(sessionId) ?? []).length > 0).length
    setPlan(filled(plan, answer.sessions))
    if (kept > 0) feedback().message.info(`手工选好的 ${kept} 个场次没有改动`)
    feedback().message.info(
      short > 0 ? `${short} 个场次可委派的人数不足，请点「选人」看原因` : '已按轮换顺序排出建议，请核对后签发委派单',
    )
  }

  if (batch.sessions.length === 0) {
    return (
      <Empty
        text="请先登记场次，再委派内督员。"
        action={
          <Button type="primary" onClick={() => openTab(batch.id, 'sessions')}>
            去登记场次
          </Button>
        }
      />
    )
  }
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} wrap justify="space-between">
        <Flex gap={8} wrap align="center">
          {!closed && (
            <>
              <span>每场</span>
              <InputNumber
                aria-label="每场人数"
                min={1}
                max={5}
                precision={0}
                value={perSession}
                onChange={value => setPerSession(value ?? 1)}
                style={{ width: 64 }}
              />
              <span>人</span>
              <Button onClick={propose} loading={running}>
                按轮换自动建议
              </Button>
            </>
          )}
          <RotateLimit />
        </Flex>
        <Flex gap={8}>
          <Button onClick={() => setOpen('relations')}>回避关系</Button>
          {!closed && (
            <Button type="primary" disabled={chosen === 0} onClick={() => setOpen('issue')}>
              签发委派单
            </Button>
          )}
        </Flex>
      </Flex>
      <SessionPlan
        sessions={batch.sessions}
        plan={plan}
        closed={closed}
        onPick={setOpen}
        onDrop={(session, choice) => setPlan(toggled(plan, session.id, choice))}
      />
      {list.error && <ErrorBlock error={list.error} />}
      {!list.data && !list.error && <Spin />}
      {list.data && <AssignmentList batch={batch} assignments={list.data.assignments} closed={closed} />}
      {open === 'issue' && (
        <IssueDialog batch={batch} plan={plan} onIssued={() => setPlan(new Map())} onClose={() => setOpen(null)} />
      )}
      {open === 'relations' && <RelationsDialog onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && (
        <RankDrawer
          session={open}
          chosen={plan.get(open.id) ?? []}
          onToggle={choice => setPlan(toggled(plan, open.id, choice))}
          onClose={() => setOpen(null)}
        />
      )}
    </Flex>
  )
}

interface PlanProps {
  sessions: Session[]
  plan: ReadonlyMap<number, Choice[]>
  closed: boolean
  onPick: (session: Session) => void
  onDrop: (session: Session, choice: Choice) => void
}

function SessionPlan({ sessions, plan, closed, onPick, onDrop }: PlanProps) {
  return (
    <section aria-label="各场次的内督员">
      {sessions.map((session, i) => {
        const choices = plan.get(session.id) ?? []
        return (
          <Flex
            key={session.id}
            gap={12}
            align="center"
            wrap
            style={{ padding: '6px 8px', borderBottom: '1px solid var(--line2)', background: 'var(--sheet)' }}
          >
            <span className="num" style={{ width: 52 }}>
              第 {i + 1} 场
            </span>
            <span className="num" style={{ width: 330 }}>
              {sessionText(session)}
            </span>
            <Flex gap={4} wrap style={{ flex: '1 1 240px' }}>
              {session.assigned.map(person => (
                <Tag key={person.assignmentId * 1e6 + person.supervisorId} color="success">
                  已委派 {person.name}
                </Tag>
              ))}
              {choices.map(choice => (
                <Tag key={choice.id} color="processing" closable onClose={() => onDrop(session, choice)}>
                  拟委派 {choice.name}
                  {choice.override && '（例外）'}
                </Tag>
              ))}
              {session.assigned.length + choices.length === 0 && (
                <Typography.Text type="secondary">还没有内督员</Typography.Text>
              )}
            </Flex>
            {!closed && (
              <Button size="small" onClick={() => onPick(session)}>
                选人
              </Button>
            )}
          </Flex>
        )
      })}
    </section>
  )
}
