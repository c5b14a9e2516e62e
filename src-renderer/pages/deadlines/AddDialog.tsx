import { Form, Input } from 'antd'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

interface Values {
  what: string
  basis: string
  due: string | null
}

/** A deadline of the organisation's own. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  return (
    <FormModal<Values>
      title="新增期限"
      okText="保存"
      name="deadline"
      initial={{ what: '', basis: '', due: null }}
      submit={async ({ what, basis, due }) => {
        if (!due) return
        await call('deadline.add', { what, basis, due, batchId: null })
        done('已新增期限')
      }}
      onClose={onClose}
    >
      <Form.Item name="what" label="事项" rules={[{ required: true, whitespace: true, message: '请填写事项' }]}>
        <Input maxLength={80} autoFocus />
      </Form.Item>
      <DateItem name="due" label="最后一天" rules={[{ required: true, message: '请填写日期' }]} />
      <Form.Item name="basis" label="依据" style={{ marginBottom: 0 }}>
        <Input maxLength={120} placeholder="不填则为「本机构自定」" />
      </Form.Item>
    </FormModal>
  )
}
