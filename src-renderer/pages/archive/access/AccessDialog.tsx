import { Flex, Form, Input, Radio, Select } from 'antd'
import type { Input as Sent } from '../../../../src-shared/contract/index.ts'
import { SLOTS, slotName } from '../../../../src-shared/domain/evidence.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { BatchSelect } from '../../batches/BatchSelect.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import { SupervisorName } from './SupervisorName.tsx'

type Values = Omit<Sent<'access.add'>, 'batchId'> & { batchId: number | null }

const SLOT_OPTIONS = SLOTS.map(({ slot }) => ({ value: slot, label: slotName(slot) }))

const WAYS = ['查阅', '复印', '拍照', '导出'] as const
const must = [{ required: true, whitespace: true, message: '必填' }]
const half = { flex: '1 1 220px' }

/** Who looks at sealed papers: approved by one person, in the presence of a 内督员. */
export function AccessDialog({ known, onClose }: { known?: { id: number; name: string }; onClose: () => void }) {
  const { today } = useSession()
  return (
    <FormModal<Values>
      title={known ? `登记查阅　${known.name}` : '登记查阅'}
      okText="登记"
      name="access"
      width={640}
      initial={{
        batchId: known?.id ?? null,
        visitor: '',
        unit: '',
        purpose: '',
        what: '',
        way: '查阅',
        approvedBy: '',
        attendedBy: '',
        slots: [],
        untilOn: today,
      }}
      submit={async ({ batchId, ...values }) => {
        if (batchId === null) return
        await call('access.add', { batchId, ...values })
        done('已登记')
      }}
      onClose={onClose}
    >
      {!known && (
        <Form.Item name="batchId" label="批次" rules={[{ required: true, message: '请选择批次' }]}>
          <BatchSelect />
        </Form.Item>
      )}
      <Flex gap={12} wrap>
        <Form.Item name="visitor" label="查阅人" style={half} rules={must}>
          <Input maxLength={40} autoFocus={!!known} />
        </Form.Item>
        <Form.Item name="unit" label="单位" style={half}>
          <Input maxLength={80} />
        </Form.Item>
      </Flex>
      <Form.Item name="purpose" label="事由" rules={must}>
        <Input maxLength={200} placeholder="例如 事后资料督导" />
      </Form.Item>
      <Form.Item name="what" label="资料" rules={must}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} placeholder="例如 实操评分表、考场影像" />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="slots" label="开放的槽位" style={{ flex: '2 1 320px' }} extra="不选即本批次全部资料">
          <Select mode="multiple" options={SLOT_OPTIONS} optionFilterProp="label" placeholder="全部" />
        </Form.Item>
        <DateItem
          name="untilOn"
          label="开放至（含当日）"
          style={{ flex: '1 1 160px' }}
          rules={[{ required: true, message: '请填写日期' }]}
        />
      </Flex>
      <Form.Item name="way" label="方式">
        <Radio.Group optionType="button" options={WAYS.map(value => ({ value, label: value }))} />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="approvedBy" label="批准人" style={{ ...half, marginBottom: 0 }} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="attendedBy" label="在场内督员" style={{ ...half, marginBottom: 0 }} rules={must}>
          <SupervisorName />
        </Form.Item>
      </Flex>
    </FormModal>
  )
}
