import { Flex, Form, Input, Radio, Select } from 'antd'
import type { Input as Sent } from '../../../../src-shared/contract/index.ts'
import { isFirm } from '../../../../src-shared/domain/avoid.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import { PersonSelect, type Picked } from '../PersonSelect.tsx'

const KINDS = ['近亲属', '师生', '师徒', '同事', '培训授课', '利害关系'] as const

type Values = Omit<Sent<'relation.add'>, 'supervisorId' | 'kind'> & {
  supervisorId: number | null
  kind: (typeof KINDS)[number]
}

export function AddRelation({ person, onClose }: { person?: Picked; onClose: () => void }) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  return (
    <FormModal<Values>
      title="登记回避关系"
      okText="登记"
      name="relation"
      form={form}
      initial={{
        supervisorId: person?.id ?? null,
        withName: '',
        withSupervisorId: null,
        kind: '近亲属',
        declaredBy: 'self',
        on: today,
        note: '',
        approver: '',
      }}
      submit={async values => {
        await call('relation.add', {
          ...values,
          supervisorId: values.supervisorId ?? 0,
          withSupervisorId: values.withSupervisorId ?? null,
        })
        done('已登记回避关系')
      }}
      onClose={onClose}
    >
      <Form.Item name="supervisorId" label="内督员" rules={[{ required: true, message: '请选择内督员' }]}>
        <PersonSelect known={person} autoFocus={!person} />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item
          name="withName"
          label="关系人姓名"
          style={{ flex: '1 1 180px' }}
          rules={[{ required: true, whitespace: true, message: '请填写关系人' }]}
        >
          <Input maxLength={40} autoFocus={!!person} />
        </Form.Item>
        <Form.Item name="withSupervisorId" label="关系人也是内督员（可不选）" style={{ flex: '1 1 180px' }}>
          <PersonSelect
            onPick={picked => {
              if (picked) form.setFieldValue('withName', picked.name)
            }}
          />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="kind" label="关系" style={{ flex: '1 1 120px' }}>
          <Select options={KINDS.map(value => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="declaredBy" label="来源" style={{ flex: '1 1 180px' }}>
          <Radio.Group
            options={[
              { value: 'self', label: '本人申报' },
              { value: 'other', label: '他人反映' },
            ]}
          />
        </Form.Item>
        <DateItem
          name="on"
          label="日期"
          style={{ flex: '1 1 150px' }}
          rules={[{ required: true, message: '必填' }]}
          max={today}
        />
      </Flex>
      <Form.Item name="note" label="说明">
        <Input maxLength={200} />
      </Form.Item>
      <Judged />
    </FormModal>
  )
}

/** 第九条: these two are for the 负责人 to judge; named here where a stronger relation with the same person was struck before. */
function Judged() {
  const kind: Values['kind'] | undefined = Form.useWatch('kind')
  if (kind === undefined || isFirm(kind)) return null
  return (
    <Form.Item
      name="approver"
      label="认定的负责人（曾申报为近亲属、师生、师徒或利害关系的，必填）"
      style={{ marginBottom: 0 }}
    >
      <Input maxLength={40} />
    </Form.Item>
  )
}
