import { Flex, Form, Input } from 'antd'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import type { ActionProps } from '../Actions.tsx'
import { BatchDialog } from './BatchDialog.tsx'

interface Values {
  from: string
  until: string | null
  reason: string
}

/** 暂停: the term runs on, but nobody is assigned or given a card. */
export function SuspendDialog({ selection, count, onClose }: ActionProps) {
  const { today } = useSession()
  return (
    <BatchDialog<Values>
      title={`暂停　${count} 人`}
      okText="暂停"
      danger
      done="已暂停"
      initial={{ from: today, until: null, reason: '' }}
      submit={(values, options) => call('appointment.suspend', { selection, ...values }, options)}
      onClose={onClose}
    >
      <p>暂停期间不能委派、不能发卡；聘期照常计算，不因暂停而延长。</p>
      <Flex gap={12}>
        <DateItem
          name="from"
          label="开始日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写日期' }]}
          autoFocus
        />
        <DateItem
          name="until"
          label="最后一天（可不填）"
          style={{ flex: 1 }}
          dependencies={['from']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_rule, until: string | null) => {
                if (until && until < getFieldValue('from')) throw new Error('最后一天不能早于开始日期')
              },
            }),
          ]}
          placeholder="不填则到办理恢复为止"
        />
      </Flex>
      <Form.Item name="reason" label="原因" rules={[{ required: true, whitespace: true, message: '请填写原因' }]}>
        <Input maxLength={200} />
      </Form.Item>
    </BatchDialog>
  )
}
