import { Flex, Form, InputNumber } from 'antd'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import { ASSESSMENT_FORM } from '../../../../src-shared/labels.ts'

/** Weight and pass line of each part; no weights at all: every part is passed by itself. */
export function RuleFields({ batch }: { batch: Batch }) {
  return (
    <Flex gap={16} wrap>
      {batch.forms.map(one => (
        <Flex key={one} gap={8} align="end">
          <Form.Item name={['parts', one, 'weight']} label={`${ASSESSMENT_FORM[one]} 权重 %`}>
            <InputNumber min={0} max={100} precision={0} style={{ width: 90 }} />
          </Form.Item>
          <Form.Item name={['parts', one, 'pass']} label="合格线">
            <InputNumber min={0} max={100} style={{ width: 80 }} />
          </Form.Item>
        </Flex>
      ))}
      <Form.Item name="pass" label="总成绩合格线" tooltip="权重全部填 0 时不计总成绩，各项分别合格即为合格">
        <InputNumber min={0} max={100} style={{ width: 100 }} placeholder="不设" />
      </Form.Item>
    </Flex>
  )
}
