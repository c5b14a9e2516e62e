import { Form, Input } from 'antd'
import { useRef } from 'react'
import type { BatchRow } from '../../../src-shared/contract/batch.ts'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from '../venues/FormModal.tsx'
import { BatchSelect } from './BatchSelect.tsx'

interface Values {
  from: number | null
  planNo: string
  name: string
  examFrom: string
}

/** 复制上一批次: what was planned there is planned here, moved to another day. */
export function CopyBatch({ from, onClose }: { from?: Pick<BatchRow, 'id' | 'name'>; onClose: () => void }) {
  const { today } = useSession()
  const created = useRef<number>(undefined)
  const [form] = Form.useForm<Values>()
  return (
    <FormModal<Values>
      title="复制批次"
      okText="复制"
      name="copy"
      form={form}
      initial={{ from: from?.id ?? null, planNo: '', name: from?.name ?? '', examFrom: today }}
      submit={async ({ from: id, ...values }) => {
        const batch = await call('batch.copy', { id: id ?? 0, ...values })
        created.current = batch.id
        done(`已复制为「${batch.name}」`)
      }}
      onClose={() => {
        onClose()
        if (created.current !== undefined) void navigate('batch', { id: String(created.current) })
      }}
    >
      <p style={{ marginTop: 0 }}>复制认定形式、职业等级、场次和工作人员，日期整体平移；实际情况、考生和委派不复制。</p>
      <Form.Item name="from" label="从哪个批次复制" rules={[{ required: true, message: '请选择批次' }]}>
        <BatchSelect
          known={from}
          onPick={name => {
            if (name && !form.getFieldValue('name')) form.setFieldValue('name', name)
          }}
        />
      </Form.Item>
      <Form.Item
        name="planNo"
        label="新的计划号"
        rules={[{ required: true, whitespace: true, message: '请填写计划号' }]}
      >
        <Input maxLength={60} autoFocus={!!from} />
      </Form.Item>
      <Form.Item name="name" label="评价计划名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
        <Input maxLength={120} />
      </Form.Item>
      <DateItem name="examFrom" label="考试开始" rules={[{ required: true, message: '请填写考试开始的日期' }]} />
    </FormModal>
  )
}
