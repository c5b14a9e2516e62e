import { Checkbox, Flex, Form, Input, Radio, Select } from 'antd'
import type { Contest, ContestVisit, ContestVisitInput } from '../../../src-shared/contract/contest.ts'
import { CONTEST_VISIT } from '../../../src-shared/labels.ts'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { Inspectors } from '../batches/visits/VisitDialog.tsx'
import { FormModal } from '../venues/FormModal.tsx'
import { placeTime } from './words.ts'

type Values = Omit<ContestVisitInput, 'id' | 'seen' | 'contestId'>

interface Props {
  contest: Contest
  visit: ContestVisit | null
  onClose: () => void
}

const BLANK = { name: '', number: '', unit: '', from: null, to: null }
const KINDS = (['during', 'after'] as const).map(value => ({ value, label: CONTEST_VISIT[value] }))
const PARTS = [
  { value: 'theory', label: '理论知识' },
  { value: 'skill', label: '技能操作' },
]

/** A visit, 事中 or 事后; the day on which the task is done starts the deadline of 附件7 (第二十六条). */
export function VisitDialog({ contest, visit, onClose }: Props) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form) ?? visit?.kind ?? 'during'
  const ended = Form.useWatch('endedOn', form)
  const moved = visit !== null && ended !== undefined && ended !== visit.endedOn
  const valuesOf = (known: ContestVisit | null): Values => ({
    kind: known?.kind ?? (contest.state === 'ended' ? 'after' : 'during'),
    placeId: known?.placeId ?? null,
    parts: known?.parts ?? [],
    on: known?.on ?? today,
    endedOn: known?.endedOn ?? today,
    endReason: known?.endReason ?? '',
    inspectors: known?.inspectors ?? [BLANK, BLANK],
    opinion: known?.opinion ?? '',
  })
  return (
    <FormModal<Values>
      title={visit ? '修改督导登记' : `登记督导　${contest.name}`}
      okText="保存"
      name="contestVisit"
      width={860}
      form={form}
      initial={valuesOf(visit)}
      edited={
        visit
          ? {
              seen: visit.seen,
              again: async () => {
                const now = (await call('contest.get', { id: contest.id })).visits.find(({ id }) => id === visit.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
              names: { inspectors: '督导员', endReason: '改动结束日期的原因' },
            }
          : undefined
      }
      submit={async (values, _options, seen) => {
        const inspectors = values.inspectors
          .filter(one => `${one.name}${one.number}${one.unit}`.trim() !== '')
          .map(one => ({ ...one, from: one.from ?? null, to: one.to ?? null }))
        const id = visit ? { id: visit.id, seen } : {}
        const placeId = values.placeId ?? null
        await call('contestVisit.save', { ...values, ...id, placeId, inspectors, contestId: contest.id })
        done('已登记，附件7 的期限已算出')
      }}
      onClose={onClose}
    >
      <Flex gap={12} wrap>
        <Form.Item name="kind" label="督导类型">
          <Radio.Group optionType="button" options={KINDS} />
        </Form.Item>
        <Form.Item
          name="placeId"
          label={kind === 'during' ? '竞赛地点' : '竞赛地点（可不选）'}
          style={{ flex: '1 1 260px' }}
          rules={[{ required: kind === 'during', message: '请选择竞赛地点' }]}
        >
          <Select
            allowClear
            placeholder={contest.places.length === 0 ? '请先在「地点与安排」中登记' : '从已登记的地点中选择'}
            options={contest.places.map(place => ({
              value: place.id,
              label: `${place.place}　${placeTime(place)}　${place.people} 人`,
            }))}
          />
        </Form.Item>
        {kind === 'during' && (
          <Form.Item name="parts" label="督导内容">
            <Checkbox.Group options={PARTS} />
          </Form.Item>
        )}
      </Flex>
      <Flex gap={12} wrap>
        <DateItem
          name="on"
          label="督导日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '必填' }]}
          max={today}
          onChange={on => {
            if (on && !visit && (form.getFieldValue('endedOn') as string) < on) form.setFieldValue('endedOn', on)
          }}
        />
        <DateItem
          name="endedOn"
          label="任务完成日期（附件7 的期限从这天起算）"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '必填' }]}
        />
      </Flex>
      {(moved || (visit?.endReason ?? '') !== '') && (
        <Form.Item
          name="endReason"
          label="改动任务完成日期的原因"
          rules={[{ required: moved, whitespace: true, message: '期限从这一天起算，请写明原因' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item label="督导员（由社会事业局委派）" required>
        <Inspectors />
      </Form.Item>
      <Form.Item name="opinion" label="督导结果和意见" style={{ marginBottom: 0 }}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </FormModal>
  )
}
