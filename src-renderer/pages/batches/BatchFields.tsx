import { Checkbox, Flex, Form, Input, Select } from 'antd'
import type { Batch, BatchInput } from '../../../src-shared/contract/batch.ts'
import { ASSESSMENT_FORM } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { DatesField } from './DatesField.tsx'
import { ItemsField } from './ItemsField.tsx'

export type BatchValues = Omit<BatchInput, 'id' | 'version' | 'items'> & {
  items: (Omit<BatchInput['items'][number], 'planned'> & { planned: number | null })[]
}

const NO_DATES: BatchInput['dates'] = {
  filedOn: null,
  plannedOn: null,
  announcedOn: null,
  signupFrom: null,
  signupTo: null,
  reviewedOn: null,
  examFrom: null,
  examTo: null,
  scoredOn: null,
  publicFrom: null,
  publicTo: null,
  certifiedOn: null,
  archivedOn: null,
}

export const BLANK_ITEM: BatchValues['items'][number] = {
  occupation: '',
  trade: '',
  level: '',
  planned: null,
  actual: null,
}

export const batchValues = (batch: Batch | null): BatchValues => ({
  planNo: batch?.planNo ?? '',
  name: batch?.name ?? '',
  org: batch?.org ?? '',
  forms: batch?.forms ?? ['theory', 'skill'],
  items: batch?.items ?? [BLANK_ITEM],
  venueId: batch?.venueId ?? null,
  place: batch?.place ?? '',
  contact: batch?.contact ?? '',
  phone: batch?.phone ?? '',
  dates: batch?.dates ?? NO_DATES,
  note: batch?.note ?? '',
})

/** A line that was added and left blank says nothing. */
export const cleanBatch = ({ items, venueId, ...values }: BatchValues): Omit<BatchInput, 'id' | 'version'> => ({
  ...values,
  venueId: venueId ?? null,
  items: items
    .filter(item => `${item.occupation}${item.trade}${item.level}`.trim() !== '' || item.planned !== null)
    .map(item => ({ ...item, planned: item.planned ?? 0, actual: item.actual ?? null })),
})

const half = { flex: '1 1 220px' }
const FORMS = Object.entries(ASSESSMENT_FORM).map(([value, label]) => ({ value, label }))

export function BatchFields() {
  const venues = useCall('venue.list', { filter: {}, page: { offset: 0, limit: 500 } }, ['venue'])
  return (
    <>
      <Flex gap={12} wrap>
        <Form.Item
          name="planNo"
          label="计划号"
          style={half}
          rules={[{ required: true, whitespace: true, message: '请填写计划号' }]}
        >
          <Input maxLength={60} autoFocus placeholder="例如 JHBJ2026-0018" />
        </Form.Item>
        <Form.Item
          name="name"
          label="评价计划名称"
          style={{ flex: '2 1 320px' }}
          rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
        >
          <Input maxLength={120} />
        </Form.Item>
      </Flex>
      <Form.Item
        name="forms"
        label="认定形式（可多选）"
        rules={[{ required: true, type: 'array', min: 1, message: '至少选一种认定形式' }]}
      >
        <Checkbox.Group options={FORMS} />
      </Form.Item>
      <Form.Item label="职业（工种）、等级和人数">
        <ItemsField name="items" />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="venueId" label="场地（已登记的）" style={half}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="从场地登记中选择"
            options={venues.data?.rows.map(row => ({ value: row.id, label: row.name }))}
          />
        </Form.Item>
        <Form.Item name="place" label="未登记的场地，写明地点" style={half}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="contact" label="联系人" style={{ flex: '1 1 110px' }}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label="电话" style={{ flex: '1 1 120px' }}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
      </Flex>
      <DatesField />
      <Flex gap={12} wrap>
        <Form.Item name="org" label="被督导机构（本机构可不填）" style={{ ...half, marginBottom: 0 }}>
          <Input maxLength={80} placeholder="内督员证卡仅限本机构内部使用" />
        </Form.Item>
        <Form.Item name="note" label="备注" style={{ flex: '2 1 320px', marginBottom: 0 }}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
        </Form.Item>
      </Flex>
    </>
  )
}
