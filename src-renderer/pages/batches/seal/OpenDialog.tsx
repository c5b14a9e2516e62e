import { Form, Input } from 'antd'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'

const must = [{ required: true, whitespace: true, message: '必填' }]

/** 解除封存: who ordered it, and why; both stay in the log and in the history. */
export function OpenDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  return (
    <FormModal<{ who: string; reason: string }>
      title={`解除封存　${batch.name}`}
      okText="解除封存"
      danger
      name="open"
      initial={{ who: '', reason: '' }}
      submit={async values => {
        await call('seal.open', { batchId: batch.id, ...values })
        done('已解除封存，改好后请重新封存')
      }}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>解除后批次可以修改，已签字的锚定单不再对应现有资料；原封存清单仍留存备查。</p>
      <Form.Item name="who" label="批准人" rules={must}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label="原因" rules={must} style={{ marginBottom: 0 }}>
        <Input maxLength={200} showCount />
      </Form.Item>
    </FormModal>
  )
}
