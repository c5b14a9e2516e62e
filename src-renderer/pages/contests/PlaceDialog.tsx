import { Flex, Form, Input, InputNumber } from 'antd'
import type { Contest, ContestPlace } from '../../../src-shared/contract/contest.ts'
import type { Input as Sent } from '../../../src-shared/contract/index.ts'
import { call } from '../../api.ts'
import { ClockItem, DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from '../venues/FormModal.tsx'

type Values = Omit<Sent<'contestPlace.save'>, 'id' | 'seen' | 'contestId' | 'people'> & { people: number | null }

interface Props {
  contest: Contest
  place: ContestPlace | null
  onClose: () => void
}

const must = [{ required: true, whitespace: true, message: '必填' }]

/** One row of 附件6; the next one begins with what the last one said. */
export function PlaceDialog({ contest, place, onClose }: Props) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const valuesOf = (known: ContestPlace | null): Values => {
    const like = known ?? contest.places.at(-1)
    return {
      place: known?.place ?? '',
      occupation: like?.occupation ?? contest.items.map(item => item.occupation).join('、'),
      people: known?.people ?? null,
      fromOn: like?.fromOn ?? contest.from ?? today,
      fromTime: like?.fromTime ?? '09:00',
      toOn: like?.toOn ?? contest.from ?? today,
      toTime: like?.toTime ?? '17:00',
      note: known?.note ?? '',
    }
  }
  return (
    <FormModal<Values>
      title={place ? '修改地点' : '添加地点'}
      okText="保存"
      name="place"
      width={680}
      form={form}
      initial={valuesOf(place)}
      edited={
        place
          ? {
              seen: place.seen,
              again: async () => {
                const now = (await call('contest.get', { id: contest.id })).places.find(({ id }) => id === place.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
            }
          : undefined
      }
      submit={async ({ people, ...values }, _options, seen) => {
        const id = place ? { id: place.id, seen } : {}
        await call('contestPlace.save', { ...values, ...id, contestId: contest.id, people: people ?? 0 })
        done(`已保存「${values.place}」`)
      }}
      onClose={onClose}
    >
      <Flex gap={12} wrap>
        <Form.Item name="place" label="竞赛地点" style={{ flex: '2 1 260px' }} rules={must}>
          <Input maxLength={120} autoFocus />
        </Form.Item>
        <Form.Item name="occupation" label="职业（工种）" style={{ flex: '1 1 160px' }}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="people" label="人数" style={{ width: 104 }} rules={[{ required: true, message: '必填' }]}>
          <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <DateItem
          name="fromOn"
          label="开始日期"
          style={{ flex: '1 1 160px' }}
          rules={must}
          onChange={on => {
            if (on && (form.getFieldValue('toOn') as string) < on) form.setFieldValue('toOn', on)
          }}
        />
        <ClockItem name="fromTime" label="开始时间" style={{ width: 104 }} rules={must} />
        <DateItem name="toOn" label="结束日期" style={{ flex: '1 1 160px' }} rules={must} />
        <ClockItem name="toTime" label="结束时间" style={{ width: 104 }} rules={must} />
      </Flex>
      <Form.Item name="note" label="备注" style={{ marginBottom: 0 }}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
