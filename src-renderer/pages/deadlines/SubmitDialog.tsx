import { Form, Input } from 'antd'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from '../venues/FormModal.tsx'

interface Values {
  submittedOn: string
  receipt: string
}

/** One submission meets every basis of the same paper. */
export function SubmitDialog({ deadline, onClose }: { deadline: Deadline; onClose: () => void }) {
  const { today } = useSession()
  return (
    <FormModal<Values>
      title="登记提交"
      okText="登记"
      name="submit"
      initial={{ submittedOn: today, receipt: '' }}
      submit={async values => {
        await call('deadline.submit', { id: deadline.id, seen: deadline.seen, ...values })
        done('已登记提交')
      }}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>{deadline.what}</p>
      <DateItem
        name="submittedOn"
        label="提交日期"
        rules={[{ required: true, message: '请填写提交日期' }]}
        max={today}
        autoFocus
      />
      <Form.Item name="receipt" label="回执（编号、接收人或方式）" style={{ marginBottom: 0 }}>
        <Input maxLength={120} />
      </Form.Item>
    </FormModal>
  )
}
