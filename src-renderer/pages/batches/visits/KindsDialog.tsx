import { Form, Select } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'

/** 第十八条 «等»: the kinds of 督导 are a list of the organisation's. */
export function KindsDialog({ kinds, seen, onClose }: { kinds: string[]; seen: string; onClose: () => void }) {
  return (
    <FormModal<{ kinds: string[] }>
      title="督导类型"
      okText="保存"
      name="kinds"
      initial={{ kinds }}
      edited={{
        seen,
        again: async () => {
          const now = await call('visit.kinds', {})
          return { seen: now.seen, values: { kinds: now.kinds } }
        },
        names: { kinds: '督导类型' },
      }}
      submit={async (values, _options, seen) => {
        await call('visit.setKinds', { ...values, seen })
        done('已保存督导类型')
      }}
      onClose={onClose}
    >
      <Form.Item
        name="kinds"
        label="输入后按回车添加（第十八条）"
        rules={[{ required: true, type: 'array', min: 1, message: '至少保留一种' }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} maxCount={20} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
