import { Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { dateText } from '../../components/DateText.tsx'
import { DeadlineTag } from '../batches/tags.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'

/** The deadlines of one visit: both bases of 附件3 are shown, the earlier one alarms (T1). */
export function DeadlineList({ deadlines }: { deadlines: Deadline[] }) {
  const [submitting, setSubmitting] = useState<Deadline | null>(null)
  const papers = [...new Set(deadlines.map(one => one.what))]
  return (
    <>
      {papers.map(what => {
        const bases = deadlines.filter(one => one.what === what)
        const [first] = bases
        return (
          <Flex
            key={what}
            gap={12}
            align="start"
            wrap
            style={{ padding: '6px 0', borderBottom: '1px solid var(--line2)' }}
          >
            <div style={{ flex: '1 1 220px' }}>{what}</div>
            <Flex vertical gap={2} style={{ flex: '2 1 380px' }}>
              {bases.map(one => (
                <div key={one.id}>
                  <DeadlineTag state={one.state} />{' '}
                  <strong className="num">{one.due ? dateText(one.due) : '未装载'}</strong>{' '}
                  <Typography.Text type="secondary">{one.basis}</Typography.Text>
                </div>
              ))}
              {first?.submittedOn && (
                <Typography.Text type="secondary">
                  {first.submittedOn} 提交{first.receipt && `，回执 ${first.receipt}`}
                </Typography.Text>
              )}
            </Flex>
            {first && !first.submittedOn && (
              <Button size="small" onClick={() => setSubmitting(first)}>
                登记提交
              </Button>
            )}
          </Flex>
        )
      })}
      {submitting && <SubmitDialog deadline={submitting} onClose={() => setSubmitting(null)} />}
    </>
  )
}
