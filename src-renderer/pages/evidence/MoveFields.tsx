import { Form, Radio, Select } from 'antd'
import type { EvidenceOwner } from '../../../src-shared/contract/evidence.ts'
import { CONTEST_SLOTS } from '../../../src-shared/domain/contest.ts'
import { SLOTS } from '../../../src-shared/domain/evidence.ts'
import { useCall } from '../../api.ts'
import { BatchSelect } from '../batches/BatchSelect.tsx'
import { PersonSelect } from '../batches/PersonSelect.tsx'

export interface MoveValues {
  kind: 'batch' | 'contest' | 'venue' | 'supervisor'
  id: number | null
  slot: string | null
}

const KINDS: { value: MoveValues['kind']; label: string }[] = [
  { value: 'batch', label: '批次' },
  { value: 'contest', label: '竞赛' },
  { value: 'venue', label: '场地' },
  { value: 'supervisor', label: '内督员' },
]

const BATCH_SLOTS = SLOTS.map(({ slot, name }) => ({ value: slot as string, label: `${slot} ${name}` }))
const K_SLOTS = Object.entries(CONTEST_SLOTS).map(([value, name]) => ({ value, label: `${value} ${name}` }))
const PAGE = { offset: 0, limit: 500 }

/** Which owner, and which slot of it; null while something is missing. */
export function ownerOf({ kind, id, slot }: MoveValues): EvidenceOwner | null {
  if (id === null) return null
  if (kind === 'venue' || kind === 'supervisor') return { kind, id }
  return slot === null ? null : { kind, id, slot }
}

/** Another slot of the same batch, or another owner. `batch`: the one that the files are in now. */
export function MoveFields({ batch }: { batch?: { id: number; name: string } }) {
  const form = Form.useFormInstance<MoveValues>()
  const kind = Form.useWatch('kind', form) ?? 'batch'
  const slotted = kind === 'batch' || kind === 'contest'
  return (
    <>
      <Form.Item name="kind" label="归属">
        <Radio.Group
          optionType="button"
          options={KINDS}
          onChange={() => form.setFieldsValue({ id: null, slot: null })}
        />
      </Form.Item>
      <Form.Item
        key={kind}
        name="id"
        label={KINDS.find(one => one.value === kind)?.label}
        rules={[{ required: true, message: '请选择' }]}
      >
        {kind === 'batch' ? (
          <BatchSelect known={batch} />
        ) : kind === 'contest' ? (
          <ContestSelect />
        ) : kind === 'venue' ? (
          <VenueSelect />
        ) : (
          <PersonSelect />
        )}
      </Form.Item>
      {slotted && (
        <Form.Item
          name="slot"
          label="槽位"
          rules={[{ required: true, message: '请选择槽位' }]}
          style={{ marginBottom: 0 }}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="编号或名称"
            options={kind === 'batch' ? BATCH_SLOTS : K_SLOTS}
          />
        </Form.Item>
      )}
    </>
  )
}

interface SelectProps {
  /** From <Form.Item>. */
  id?: string
  value?: number | null
  onChange?: (id: number | null) => void
}

function VenueSelect({ value, ...rest }: SelectProps) {
  const { data } = useCall('venue.list', { filter: {}, page: PAGE })
  const options = (data?.rows ?? []).map(row => ({ value: row.id, label: row.name }))
  return (
    <Select
      {...rest}
      value={value ?? undefined}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="场地名称"
      options={options}
    />
  )
}

function ContestSelect({ value, ...rest }: SelectProps) {
  const { data } = useCall('contest.list', { filter: {}, page: PAGE })
  const options = (data?.rows ?? []).map(row => ({ value: row.id, label: row.name }))
  return (
    <Select
      {...rest}
      value={value ?? undefined}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="竞赛名称"
      options={options}
    />
  )
}
