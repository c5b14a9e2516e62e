import { Form, Input, Typography } from 'antd'
import type { CheckInput } from '../../../../src-shared/contract/seal.ts'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import type { InputProps } from './InputDialog.tsx'

type Gap = Extract<CheckInput, { kind: 'gap' }>
type Values = Omit<Gap, 'kind'>

const must = [{ required: true, whitespace: true, message: '必填' }]

/** Checks 11 and 12: a number that is skipped needs its reason. */
export function GapDialog({ known, batchId, onSaved, onClose }: InputProps & { known: Gap[] }) {
  return (
    <FormModal<Values>
      title="说明漏号"
      okText="登记"
      name="gap"
      initial={{ what: '', explanation: '' }}
      submit={async values => {
        await call('check.input', { batchId, input: { kind: 'gap', ...values } })
        done('已登记')
        onSaved()
      }}
      onClose={onClose}
    >
      <Form.Item
        name="what"
        label="漏了哪个号"
        rules={must}
        extra="照检测说明中的写法填写，例如 G2_003、WP-2026-0005。"
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="explanation" label="原因" rules={must} style={{ marginBottom: 8 }}>
        <Input maxLength={200} placeholder="例如 填写有误作废，原件已留存" />
      </Form.Item>
      {known.length > 0 && (
        <>
          <Typography.Text type="secondary">已说明：</Typography.Text>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {known.map(gap => (
              <li key={gap.what}>
                {gap.what}：{gap.explanation}
              </li>
            ))}
          </ul>
        </>
      )}
    </FormModal>
  )
}
