import { Flex, Form, Input, InputNumber } from 'antd'
import type { Upload } from '../../../../src-shared/contract/common.ts'
import { call } from '../../../api.ts'
import { FileField } from '../../../components/files.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import type { ActionProps } from '../Actions.tsx'
import { BatchDialog } from './BatchDialog.tsx'

interface Values {
  on: string
  hours: number | null
  subject: string
  organizer: string
  attachment: Upload | null
}

/** 第十一条: 培训. */
export function TrainingDialog({ selection, count, onClose }: ActionProps) {
  const { today } = useSession()
  return (
    <BatchDialog<Values>
      title={`登记培训　${count} 人`}
      okText="登记培训"
      done="已登记培训"
      remember={['on', 'hours', 'subject', 'organizer']}
      initial={{ on: today, hours: null, subject: '', organizer: '', attachment: null }}
      submit={(values, options) => call('training.add', { selection, ...values }, options)}
      onClose={onClose}
    >
      <Flex gap={12}>
        <DateItem
          name="on"
          label="培训完成日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写培训日期' }]}
          max={today}
          autoFocus
        />
        <Form.Item name="hours" label="学时" style={{ flex: 1 }}>
          <InputNumber min={0} max={999} style={{ width: '100%' }} />
        </Form.Item>
      </Flex>
      <Form.Item name="subject" label="培训内容">
        <Input maxLength={100} placeholder="例如 质量督导政策与实务" />
      </Form.Item>
      <Form.Item name="organizer" label="培训组织单位">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="attachment" label="附件（签到表、结业证明等）">
        <FileField />
      </Form.Item>
    </BatchDialog>
  )
}
