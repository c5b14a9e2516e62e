import { Alert, Button, Flex } from 'antd'
import { fieldName, fieldText, type RecordDraft } from '../../../../src-shared/domain/recordDraft.ts'

interface Props {
  mine: RecordDraft
  theirs: RecordDraft
  fields: string[]
  onDecide: (field: string, take: 'theirs' | 'mine') => void
}

/** Two people filled the same item: both answers stand side by side, and nothing is saved before one is chosen. */
export function OtherHand({ mine, theirs, fields, onDecide }: Props) {
  return (
    <Alert
      type="warning"
      showIcon
      title="他人同时填写了同一项，请逐项选择；选完后自动保存"
      style={{ marginBottom: 8 }}
      description={fields.map(field => (
        <Flex key={field} gap={8} wrap align="center" style={{ marginTop: 6 }}>
          <strong>{fieldName(field)}</strong>
          <span>对方：{fieldText(theirs, field)}</span>
          <span>本机：{fieldText(mine, field)}</span>
          <Button size="small" onClick={() => onDecide(field, 'theirs')}>
            取用对方
          </Button>
          <Button size="small" onClick={() => onDecide(field, 'mine')}>
            保留本机
          </Button>
        </Flex>
      ))}
    />
  )
}
