import { Alert, Flex, Typography } from 'antd'
import type { Refusal } from '../../../../src-shared/contract/common.ts'
import { Findings } from '../../../components/Findings.tsx'
import { feedback, done as say } from '../../../feedback.ts'
import type { BatchAnswer } from '../filters.ts'

/** Tells what a batch action did; people who were left out are listed with every reason. */
export function showBatch(text: string, { done, refused }: BatchAnswer): void {
  if (refused.length === 0) {
    say(`${text} ${done} 人`)
    return
  }
  feedback().modal.info({
    title: `${text} ${done} 人，未办理 ${refused.length} 人`,
    width: 760,
    okText: '知道了',
    content: <Refused list={refused} />,
  })
}

const SHOWN = 200

/** People who were refused, each with rule, article and facts. */
export function Refused({ list, total = list.length }: { list: readonly Refusal[]; total?: number }) {
  return (
    <Flex vertical gap={8}>
      {list.slice(0, SHOWN).map(person => (
        <div key={person.id} style={{ borderBottom: '1px solid var(--line2)', paddingBottom: 8 }}>
          <Typography.Text strong>{person.name}</Typography.Text>
          <Findings list={person.findings} compact />
        </div>
      ))}
      {total > SHOWN && <Alert type="info" title={`只列出前 ${SHOWN} 人，共 ${total} 人。`} />}
    </Flex>
  )
}
