import { Flex, Form, InputNumber, Typography } from 'antd'
import type { CheckInput } from '../../../../src-shared/contract/seal.ts'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import type { InputProps } from './InputDialog.tsx'

type Counts = Extract<CheckInput, { kind: 'counts' }>
type Values = Record<keyof Omit<Counts, 'kind'>, number | null>

const FIELDS: [keyof Values, label: string][] = [
  ['signed', '签到人数'],
  ['absent', '缺考人数'],
  ['scored', '有成绩人数'],
]

/** Check 13: 名册 = 签到 + 缺考, and 签到 = 成绩; counted on the papers by a person. */
export function CountsDialog({ last, batchId, onSaved, onClose }: InputProps & { last: Counts | undefined }) {
  return (
    <FormModal<Values>
      title="登记人数"
      okText="登记"
      name="counts"
      initial={{ signed: last?.signed ?? null, absent: last?.absent ?? null, scored: last?.scored ?? null }}
      submit={async ({ signed, absent, scored }) => {
        if (signed === null || absent === null || scored === null) return
        await call('check.input', { batchId, input: { kind: 'counts', signed, absent, scored } })
        done('已登记')
        onSaved()
      }}
      onClose={onClose}
    >
      <Flex gap={12}>
        {FIELDS.map(([name, label], index) => (
          <Form.Item
            key={name}
            name={name}
            label={label}
            style={{ flex: 1 }}
            rules={[{ required: true, message: '必填' }]}
          >
            <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} autoFocus={index === 0} />
          </Form.Item>
        ))}
      </Flex>
      <Typography.Text type="secondary">
        按签到表和成绩册上的人数填写，与考生名册核对：名册人数 = 签到 + 缺考 = 成绩人数。
      </Typography.Text>
    </FormModal>
  )
}
