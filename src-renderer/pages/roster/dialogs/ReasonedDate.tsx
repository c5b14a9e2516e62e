import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { CallOptions } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import type { BatchAnswer } from '../filters.ts'
import { BatchDialog } from './BatchDialog.tsx'

interface Values {
  on: string
  reason: string
}

interface Props {
  title: string
  okText: string
  done: string
  danger?: boolean
  dateLabel: string
  submit: (values: Values, options: CallOptions) => Promise<BatchAnswer>
  onClose: () => void
  children: ReactNode
}

/** A batch action that needs a day and a reason. */
export function ReasonedDate({ dateLabel, children, ...props }: Props) {
  const { today } = useSession()
  return (
    <BatchDialog<Values> {...props} initial={{ on: today, reason: '' }}>
      {children}
      <DateItem name="on" label={dateLabel} rules={[{ required: true, message: '请填写日期' }]} autoFocus />
      <Form.Item name="reason" label="原因" rules={[{ required: true, whitespace: true, message: '请填写原因' }]}>
        <Input maxLength={200} />
      </Form.Item>
    </BatchDialog>
  )
}
