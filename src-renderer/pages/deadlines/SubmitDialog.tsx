import { Form, Input } from 'antd'
import { useState } from 'react'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { call } from '../../api.ts'
import { dateText } from '../../components/DateText.tsx'
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
  const [initial] = useState({ submittedOn: today, receipt: '' })
  return (
    <FormModal<Values>
      title="登记提交"
      okText="登记"
      name="submit"
      initial={initial}
      edited={{
        seen: deadline.seen,
        facts: standingOf(deadline),
        again: async () => {
          const where = { batchId: deadline.batchId ?? undefined, contestId: deadline.contestId ?? undefined }
          const { rows } = await call('deadline.list', { ...where, page: { offset: 0, limit: 500 } })
          const now = rows.find(({ id }) => id === deadline.id)
          return now ? { seen: now.seen, values: initial, facts: standingOf(now) } : null
        },
      }}
      submit={async (values, _options, seen) => {
        await call('deadline.submit', { id: deadline.id, seen, ...values })
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

/** What the deadline was when its submission was typed: another may have entered it, or moved its day. */
const standingOf = ({ due, submittedOn, receipt }: Deadline) => ({
  截止日: due === null ? '' : dateText(due),
  已登记的提交: submittedOn === null ? '' : `${dateText(submittedOn)}${receipt && `　${receipt}`}`,
})
