import { Checkbox, Flex, Form, Input, Select } from 'antd'
import type { Batch, Staff, StaffRole } from '../../../../src-shared/contract/batch.ts'
import type { Input as Sent } from '../../../../src-shared/contract/index.ts'
import { STAFF_ROLE } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import { PersonSelect } from '../PersonSelect.tsx'
import { sessionText } from '../words.ts'

type Values = Omit<Sent<'staff.save'>, 'id' | 'seen' | 'batchId'>

interface Props {
  batch: Batch
  staff: Staff | null
  role: StaffRole
  onClose: () => void
}

const ROLES = Object.entries(STAFF_ROLE).map(([value, label]) => ({ value, label }))
const half = { flex: '1 1 200px' }

/** Who works in a session. Linked to the roster when the same person is also 内督员: conflicts are found by the person, not only by name. */
export function StaffDialog({ batch, staff, role, onClose }: Props) {
  const [form] = Form.useForm<Values>()
  const all = batch.sessions.map(session => session.id)
  const valuesOf = (known: Staff | null): Values => ({
    role: known?.role ?? role,
    name: known?.name ?? '',
    sessionIds: known?.sessionIds ?? all,
    supervisorId: known?.supervisorId ?? null,
    certificate: known?.certificate ?? '',
    validTo: known?.validTo ?? null,
    phone: known?.phone ?? '',
  })
  return (
    <FormModal<Values>
      title={`${staff ? '修改' : '添加'}${STAFF_ROLE[role]}`}
      okText="保存"
      name="staff"
      width={640}
      form={form}
      initial={valuesOf(staff)}
      edited={
        staff
          ? {
              seen: staff.seen,
              again: async () => {
                const now = (await call('batch.get', { id: batch.id })).staff.find(({ id }) => id === staff.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
            }
          : undefined
      }
      submit={async (values, _options, seen) => {
        await call('staff.save', {
          ...values,
          supervisorId: values.supervisorId ?? null,
          ...(staff ? { id: staff.id, seen } : {}),
          batchId: batch.id,
        })
        done(`已保存「${values.name}」`)
      }}
      onClose={onClose}
    >
      <Flex gap={12} wrap>
        <Form.Item
          name="name"
          label="姓名"
          style={half}
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="role" label="岗位" style={half}>
          <Select options={ROLES} />
        </Form.Item>
        <Form.Item name="supervisorId" label="同时是内督员（可不选）" style={half}>
          <PersonSelect
            known={staff?.supervisorId ? { id: staff.supervisorId, name: staff.name } : undefined}
            onPick={person => {
              if (person && !form.getFieldValue('name')) form.setFieldValue('name', person.name)
            }}
          />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="certificate" label="证书编号" style={half}>
          <Input maxLength={40} />
        </Form.Item>
        <DateItem name="validTo" label="有效期至" style={half} />
        <Form.Item name="phone" label="电话" style={half}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
      </Flex>
      <Form.Item
        name="sessionIds"
        label="场次"
        style={{ marginBottom: 0 }}
        rules={[{ required: true, type: 'array', min: 1, message: '至少选一个场次' }]}
      >
        <Checkbox.Group
          style={{ display: 'flex', flexDirection: 'column', gap: 4, maxHeight: 180, overflow: 'auto' }}
          options={batch.sessions.map((session, i) => ({
            value: session.id,
            label: `第 ${i + 1} 场　${sessionText(session)}`,
          }))}
        />
      </Form.Item>
    </FormModal>
  )
}
