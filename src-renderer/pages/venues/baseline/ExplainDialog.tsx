import { Form, Input } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../FormModal.tsx'

interface Props {
  venueId: number
  baselineId: number
  keys: string[]
  onClose: () => void
}

/** One 变更说明 for many differences. */
export function ExplainDialog({ venueId, baselineId, keys, onClose }: Props) {
  return (
    <FormModal
      title={`变更说明　${keys.length} 处`}
      okText="保存"
      name="explain"
      initial={{ text: '' }}
      submit={async ({ text }, options) => {
        const { explained } = await call('venue.explain', { id: venueId, baselineId, keys, text }, options)
        done(`已说明 ${explained} 处变更`)
      }}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label="变更说明"
        rules={[{ required: true, whitespace: true, message: '请填写变更说明' }]}
        extra="随场地基本信息表一并打印。"
      >
        <Input.TextArea
          autoFocus
          maxLength={300}
          showCount
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder="例如 2026年10月设备更新，旧设备报废，已报备案变更"
        />
      </Form.Item>
    </FormModal>
  )
}
