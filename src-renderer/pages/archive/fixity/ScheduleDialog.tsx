import { Form, InputNumber } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'

/** How often the program checks by itself; 0 never. */
export function ScheduleDialog({ everyDays, onClose }: { everyDays: number; onClose: () => void }) {
  return (
    <FormModal<{ everyDays: number | null }>
      title="定期检查"
      okText="保存"
      name="schedule"
      width={420}
      initial={{ everyDays }}
      submit={async values => {
        await call('fixity.setSchedule', { everyDays: values.everyDays ?? 0 })
        done('已保存')
      }}
      onClose={onClose}
    >
      <Form.Item
        name="everyDays"
        label="每隔多少天"
        extra="到期后，程序打开且空闲时自动开始；填 0 为不定期检查。"
        style={{ marginBottom: 0 }}
        rules={[{ required: true, message: '请填写天数，0 为不检查' }]}
      >
        <InputNumber min={0} max={365} precision={0} suffix="天" autoFocus style={{ width: 160 }} />
      </Form.Item>
    </FormModal>
  )
}
