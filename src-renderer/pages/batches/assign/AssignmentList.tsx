import { Button, Card, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { FormItem } from '../../../../src-shared/contract/form.ts'
import type { Assignment } from '../../../../src-shared/contract/supervision.ts'
import { call } from '../../../api.ts'
import { dateText } from '../../../components/DateText.tsx'
import { Findings } from '../../../components/Findings.tsx'
import { PersonName } from '../../../components/PersonName.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { State } from '../../../components/State.tsx'
import { done } from '../../../feedback.ts'
import { FormsSet } from '../FormsSet.tsx'
import { StartRecord } from '../record/StartRecord.tsx'
import { AssignmentTag } from '../tags.tsx'
import { sessionNumbers } from '../words.ts'
import { exceptionText } from './exceptionText.ts'
import { FieldButton } from './FieldButton.tsx'
import { NoticeButton } from './NoticeButton.tsx'

/** One 委派单, and a 回避声明 for each whom it names. */
const paper = ({ id }: Assignment, form: 'assignment' | 'avoidance', person?: number): FormItem => ({
  form,
  mode: 'filled',
  subject: { kind: 'assignment', id, ...(person ? { person } : {}) },
})

interface Props {
  batch: Batch
  assignments: Assignment[]
  closed: boolean
}

/** Every 委派单 of the batch, newest first; void ones stay, with their numbers. */
export function AssignmentList({ batch, assignments, closed }: Props) {
  const [voiding, setVoiding] = useState<Assignment | null>(null)
  const [starting, setStarting] = useState<Assignment | null>(null)
  return (
    <section aria-label="委派单">
      <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
        委派单 {assignments.length} 份
      </Typography.Title>
      {assignments.length === 0 && (
        <Typography.Text type="secondary">还没有签发委派单。督导记录须以委派单为依据（第十五条）。</Typography.Text>
      )}
      <Flex vertical gap={8}>
        {assignments.map(assignment => (
          <Card
            key={assignment.id}
            size="small"
            title={
              <Flex gap={12} align="center">
                <span className="num">{assignment.number}</span>
                <AssignmentTag state={assignment.state} />
                {assignment.outdated.length > 0 && <State s="over">需重新委派</State>}
                {assignment.lateReason && <State s="soon">补办</State>}
              </Flex>
            }
            extra={
              <Flex gap={8} wrap>
                {assignment.state === 'valid' && !closed && (
                  <>
                    <Button danger type="text" onClick={() => setVoiding(assignment)}>
                      作废
                    </Button>
                    <Button onClick={() => setStarting(assignment)}>填写督导记录</Button>
                  </>
                )}
                <NoticeButton assignmentId={assignment.id} name={assignment.number} />
                <FormsSet text="委派单" items={[paper(assignment, 'assignment')]} />
                <FormsSet
                  text={`回避声明 ${assignment.people.length} 份`}
                  items={assignment.people.map(person => paper(assignment, 'avoidance', person.supervisorId))}
                />
              </Flex>
            }
          >
            <Flex vertical gap={4}>
              {assignment.people.map(person => (
                <Flex key={person.supervisorId} gap={16} wrap>
                  <PersonName id={person.supervisorId} name={person.name} />
                  <span className="num">{person.code ?? '没有证卡'}</span>
                  <span>{sessionNumbers(batch, person.sessionIds)}</span>
                  {assignment.state === 'valid' && !closed && (
                    <NoticeButton
                      size="small"
                      assignmentId={assignment.id}
                      supervisorId={person.supervisorId}
                      name={person.name}
                    />
                  )}
                  {assignment.state === 'valid' && !closed && (
                    <FieldButton assignmentId={assignment.id} supervisorId={person.supervisorId} name={person.name} />
                  )}
                  {person.override && <Typography.Text type="warning">例外：{exceptionText(person)}</Typography.Text>}
                </Flex>
              ))}
              {assignment.outdated.map(line => (
                <section key={`${line.supervisorId}|${line.sessionId}`} aria-label="需重新委派">
                  <Typography.Text type="danger">
                    {line.name}　{line.session}
                  </Typography.Text>
                  <Findings list={line.findings} compact />
                </section>
              ))}
              {assignment.lateReason && (
                <Typography.Text type="warning">补办原因：{assignment.lateReason}</Typography.Text>
              )}
              <Typography.Text type="secondary">
                {assignment.content}　签发 {assignment.issuer}　{dateText(assignment.issuedOn)}
              </Typography.Text>
            </Flex>
          </Card>
        ))}
      </Flex>
      {starting && <StartRecord batch={batch} assignments={[starting]} onClose={() => setStarting(null)} />}
      <ReasonModal
        open={voiding !== null}
        title={`作废委派单　${voiding?.number ?? ''}`}
        okText="作废"
        onOk={async reason => {
          if (voiding) await call('assign.void', { id: voiding.id, reason })
          done('委派单已作废')
        }}
        onClose={() => setVoiding(null)}
      >
        <p>编号保留，不再使用；人员的这些场次重新成为未委派。已经依此填写的督导记录不受影响。</p>
      </ReasonModal>
    </section>
  )
}
