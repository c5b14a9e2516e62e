import { Form, Input, Select } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import type { InputProps } from './InputDialog.tsx'

interface Values {
  what: string[]
  explanation: string
}

/** Checks 11 and 12: a number that is skipped needs its reason. `gaps`: as the check names them. */
export function GapDialog({ gaps, batchId, onSaved, onClose }: InputProps & { gaps: string[] }) {
  return (
    <FormModal<Values>
      title="说明漏号"
      okText="登记"
      name="gap"
      initial={{ what: gaps.slice(0, 1), explanation: '' }}
      submit={async ({ what, explanation }) => {
        for (const one of what) {
          await call('check.input', { batchId, input: { kind: 'gap', what: one, explanation } })
        }
        done('已登记')
        onSaved()
      }}
      onClose={onClose}
    >
      <Form.Item name="what" label="漏号（原因相同的可一起选）" rules={[{ required: true, message: '请选择漏号' }]}>
        <Select mode="multiple" options={gaps.map(value => ({ value }))} />
      </Form.Item>
      <Form.Item
        name="explanation"
        label="原因"
        style={{ marginBottom: 0 }}
        rules={[{ required: true, whitespace: true, message: '请写明原因' }]}
      >
        <Input maxLength={200} placeholder="例如 填写有误作废，原件已留存" />
      </Form.Item>
    </FormModal>
  )
}
