import { Checkbox, Flex, Form, Radio, Select } from 'antd'
import { useRef } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Assignment, SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { RECORD_PHASES } from '../../../../src-shared/domain/coverage.ts'
import type { Phase } from '../../../../src-shared/domain/order.ts'
import { RECORD_KIND, RECORD_PHASE } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { navigate } from '../../../location.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import { sessionText } from '../words.ts'

interface Values {
  who: string // assignment and person, as 3|17
  kind: SupervisionRecord['kind']
  phases: SupervisionRecord['phases']
  sessionIds: number[]
  on: string
}

interface Props {
  batch: Batch
  assignments: Assignment[]
  onClose: () => void
}

const PHASE_NOW: Partial<Record<Phase, SupervisionRecord['phases']>> = { before: ['before'], during: ['during'] }
const LATE: readonly Phase[] = ['scoring', 'public', 'certified', 'archived']

/** R-ASSIGN: a record is written by somebody whom a 委派单 names. */
export function StartRecord({ batch, assignments, onClose }: Props) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const created = useRef<number>(undefined)
  const people = assignments.flatMap(one =>
    one.people.map(person => ({
      value: `${one.id}|${person.supervisorId}`,
      label: `${person.name}（${one.number}）`,
      one,
      person,
    })),
  )
  const who = Form.useWatch('who', form) ?? people[0]?.value
  const chosen = people.find(one => one.value === who)
  const late = LATE.includes(batch.phase)
  return (
    <FormModal<Values>
      title={`填写内部质量督导记录　${batch.name}`}
      okText="开始填写"
      name="start"
      form={form}
      initial={{
        who: people[0]?.value ?? '',
        kind: late ? 'afterwards' : 'onsite',
        phases: late ? ['after'] : (PHASE_NOW[batch.phase] ?? ['before']),
        sessionIds: people[0]?.person.sessionIds ?? [],
        on: today,
      }}
      submit={async ({ who: _, ...values }) => {
        if (!chosen) return
        const record = await call('supervision.start', {
          ...values,
          assignmentId: chosen.one.id,
          supervisorId: chosen.person.supervisorId,
        })
        created.current = record.id
      }}
      onClose={() => {
        onClose()
        if (created.current !== undefined) void navigate('record', { id: String(created.current) })
      }}
    >
      <Flex gap={12} wrap>
        <Form.Item name="who" label="内督员（委派单）" style={{ flex: '2 1 240px' }}>
          <Select
            autoFocus
            options={people.map(({ value, label }) => ({ value, label }))}
            onChange={value =>
              form.setFieldValue('sessionIds', people.find(one => one.value === value)?.person.sessionIds ?? [])
            }
          />
        </Form.Item>
        <DateItem
          name="on"
          label="督导日期"
          style={{ flex: '1 1 150px' }}
          rules={[{ required: true, message: '必填' }]}
          max={today}
        />
      </Flex>
      <Form.Item name="kind" label="督导类型">
        <Radio.Group
          options={Object.entries(RECORD_KIND).map(([value, label]) => ({ value, label }))}
          onChange={event => form.setFieldValue('phases', event.target.value === 'onsite' ? ['during'] : ['after'])}
        />
      </Form.Item>
      <Form.Item
        name="phases"
        label="覆盖的阶段（可多选）"
        rules={[{ required: true, type: 'array', min: 1, message: '至少选一个阶段' }]}
      >
        <Checkbox.Group options={RECORD_PHASES.map(value => ({ value, label: RECORD_PHASE[value] }))} />
      </Form.Item>
      <Form.Item name="sessionIds" label="场次" style={{ marginBottom: 0 }}>
        <Checkbox.Group
          style={{ display: 'flex', flexDirection: 'column', gap: 4, maxHeight: 160, overflow: 'auto' }}
          options={batch.sessions
            .map((session, i) => ({ value: session.id, label: `第 ${i + 1} 场　${sessionText(session)}` }))
            .filter(option => chosen?.person.sessionIds.includes(option.value))}
        />
      </Form.Item>
    </FormModal>
  )
}
