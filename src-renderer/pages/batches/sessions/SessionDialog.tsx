import { Alert, Checkbox, Flex, Form, Input, InputNumber } from 'antd'
import type { Batch, Session } from '../../../../src-shared/contract/batch.ts'
import type { Input as Sent } from '../../../../src-shared/contract/index.ts'
import { diffSession } from '../../../../src-shared/domain/plan.ts'
import { call } from '../../../api.ts'
import { ClockItem, DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'

type Values = Omit<Sent<'session.save'>, 'id' | 'seen' | 'batchId' | 'count'> & {
  count: number | null
  held: boolean
}
type Span = NonNullable<Sent<'session.save'>['actual']>

interface Props {
  batch: Batch
  session: Session | null
  onClose: () => void
}

/** One 场次 as planned and, once it is over, as it was. */
export function SessionDialog({ batch, session, onClose }: Props) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const held = Form.useWatch('held', form) ?? session?.actual != null
  const last = batch.sessions.at(-1)
  const initial: Values = session
    ? valuesOf(session)
    : {
        date: last?.date ?? batch.dates.examFrom ?? today,
        from: last?.from ?? '09:00',
        to: last?.to ?? '11:00',
        room: last?.room ?? '',
        subject: last?.subject ?? '',
        count: null,
        actual: null,
        explanation: '',
        held: false,
      }
  return (
    <FormModal<Values>
      title={session ? '修改场次' : '添加场次'}
      okText="保存"
      name="session"
      width={680}
      form={form}
      initial={initial}
      edited={
        session
          ? {
              seen: session.seen,
              again: async () => {
                const { sessions } = await call('batch.get', { id: batch.id })
                const now = sessions.find(({ id }) => id === session.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
              names: { held: '已经举行', actual: '实际情况' },
            }
          : undefined
      }
      submit={async ({ held: happened, count, ...values }, _options, seen) => {
        await call('session.save', {
          ...values,
          ...(session ? { id: session.id, seen } : {}),
          batchId: batch.id,
          count: count ?? 0,
          actual: happened ? ({ ...values.actual, count: values.actual?.count ?? 0 } as Span) : null,
          explanation: happened ? values.explanation : '',
        })
        done('已保存场次')
      }}
      onClose={onClose}
    >
      <SpanFields base={[]} subject autoFocus />
      <Form.Item name="held" valuePropName="checked" style={{ marginBottom: 8 }}>
        <Checkbox
          onChange={event => {
            if (event.target.checked && !form.getFieldValue('actual'))
              form.setFieldValue('actual', pick(form.getFieldsValue(true)))
          }}
        >
          已经举行，登记实际情况
        </Checkbox>
      </Form.Item>
      {held && (
        <>
          <SpanFields base={['actual']} />
          <Differences />
        </>
      )}
    </FormModal>
  )
}

const valuesOf = (session: Session): Values => ({
  ...pick(session),
  subject: session.subject,
  actual: session.actual,
  explanation: session.explanation,
  held: session.actual !== null,
})

const pick = <T extends { date: string; from: string; to: string; room: string; count: number | null }>(s: T) => ({
  date: s.date,
  from: s.from,
  to: s.to,
  room: s.room,
  count: s.count,
})

function SpanFields({ base, subject, autoFocus }: { base: string[]; subject?: boolean; autoFocus?: boolean }) {
  const at = (name: string) => (base.length > 0 ? [...base, name] : name)
  const must = [{ required: true, message: '必填' }]
  return (
    <Flex gap={12} wrap>
      <DateItem name={at('date')} label="日期" style={{ flex: '1 1 150px' }} rules={must} autoFocus={autoFocus} />
      <ClockItem name={at('from')} label="开始" style={{ width: 104 }} rules={must} />
      <ClockItem
        name={at('to')}
        label="结束"
        style={{ width: 104 }}
        rules={must}
        tooltip="不晚于开始时间的，算到第二天"
      />
      <Form.Item name={at('room')} label="考场" style={{ flex: '1 1 120px' }}>
        <Input maxLength={60} />
      </Form.Item>
      {subject && (
        <Form.Item name="subject" label="科目" style={{ flex: '1 1 120px' }}>
          <Input maxLength={60} placeholder="例如 理论知识" />
        </Form.Item>
      )}
      <Form.Item name={at('count')} label="人数" style={{ width: 90 }} rules={must}>
        <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </Flex>
  )
}

/** 第二十条（三）: what differs is listed while one types, and asks for a 说明. */
function Differences() {
  const values = Form.useWatch<Values | undefined>([])
  if (!values?.actual) return null
  const { date, from, to, room } = values
  const differences = diffSession({
    date,
    from,
    to,
    room,
    count: values.count ?? 0,
    actual: values.actual,
    explanation: values.explanation ?? '',
  })
  if (differences.length === 0) return <Alert type="success" showIcon title="与计划一致。" />
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title="与计划不一致（第二十条（三）），请填写说明"
        description={differences.map(d => (
          <div key={d.what}>
            {d.what}：计划 {d.planned}，实际 {d.actual}
          </div>
        ))}
        style={{ marginBottom: 12 }}
      />
      <Form.Item name="explanation" label="说明" style={{ marginBottom: 0 }}>
        <Input.TextArea
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder="为什么与计划不一致；可以先保存，以后补充"
        />
      </Form.Item>
    </>
  )
}
