import { Flex, Form, Input, Radio, Select, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ScoreItems } from '../../../src-shared/contract/form.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call, useCall } from '../../api.ts'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

interface Props {
  /** 职业等级 of the batch. */
  items: readonly { occupation: string; level: string }[]
  onClose: () => void
}

type Kind = ScoreItems['kind']

/** 考核项目 of a 职业等级: one line an item, its parts divided by Tab, as a block copied from Excel is. */
export function ScoreItemsDialog({ items, onClose }: Props) {
  const [at, setAt] = useState(0)
  const [kind, setKind] = useState<Kind>('skill')
  const { data } = useCall('score.items', {})
  if (!data) return null
  const about = items[at] ?? { occupation: '', level: '' }
  return (
    <Items key={`${at} ${kind}`} now={data} about={about} kind={kind} onClose={onClose}>
      <Flex gap={12} wrap style={{ marginBottom: 8 }}>
        <Select
          aria-label="职业等级"
          style={{ minWidth: 220 }}
          value={at}
          options={items.map((item, i) => ({
            value: i,
            label: [item.occupation, item.level].filter(Boolean).join(' '),
          }))}
          onChange={setAt}
        />
        <Radio.Group
          value={kind}
          onChange={({ target }) => setKind(target.value as Kind)}
          options={[
            { value: 'skill', label: '操作技能' },
            { value: 'review', label: '综合评审' },
          ]}
        />
      </Flex>
    </Items>
  )
}

interface ItemsProps {
  now: Output<'score.items'>
  about: { occupation: string; level: string }
  kind: Kind
  onClose: () => void
  children: ReactNode
}

function Items({ now, about, kind, onClose, children }: ItemsProps) {
  const [form] = Form.useForm<{ text: string }>()
  const { occupation, level } = about
  const textOf = ({ lists }: Output<'score.items'>) =>
    linesOf(
      lists.find(each => each.kind === kind && each.occupation === occupation && each.level === level)?.items ?? [],
    )
  const initial = textOf(now)
  const read = itemsIn(Form.useWatch('text', form) ?? initial)
  return (
    <FormModal<{ text: string }>
      title="考核项目和配分"
      okText="保存考核项目"
      name="items"
      width={640}
      form={form}
      enterSubmits={false}
      initial={{ text: initial }}
      edited={{
        seen: now.seen,
        again: async () => {
          const found = await call('score.items', {})
          return { seen: found.seen, values: { text: textOf(found) } }
        },
        names: { text: '考核项目' },
      }}
      submit={async ({ text }, _options, seen) => {
        const items = itemsIn(text)
        await call('score.setItems', { occupation, level, kind, items, seen })
        done(`已保存考核项目 ${items.length} 项`)
      }}
      onClose={onClose}
    >
      {children}
      <Typography.Text type="secondary">
        一行一项：考核项目、配分、评分标准，中间用 Tab 隔开；可以从 Excel 整块粘贴。以后同一职业等级的评分表都用它。
      </Typography.Text>
      <Form.Item name="text" style={{ margin: '8px 0' }}>
        <Lines />
      </Form.Item>
      <Typography.Text type="secondary">
        读到 {read.length} 项，配分合计 {read.reduce((sum, { points }) => sum + (Number(points) || 0), 0)}
      </Typography.Text>
    </FormModal>
  )
}

interface LinesProps {
  /** From <Form.Item>. */
  id?: string
  value?: string
  onChange?: (text: string) => void
}

/** Text in which Tab is a character; Shift+Tab leaves. */
function Lines({ id, value = '', onChange }: LinesProps) {
  return (
    <Input.TextArea
      id={id}
      aria-label="考核项目"
      rows={10}
      value={value}
      onChange={event => onChange?.(event.target.value)}
      onKeyDown={event => {
        if (event.key !== 'Tab' || event.shiftKey || event.nativeEvent.isComposing) return
        event.preventDefault()
        const { selectionStart: from, selectionEnd: to } = event.currentTarget
        onChange?.(`${value.slice(0, from)}\t${value.slice(to)}`)
      }}
    />
  )
}

const linesOf = (items: ScoreItems['items']) =>
  items.map(({ name, points, standard }) => [name, points, standard].join('\t')).join('\n')

const itemsIn = (text: string): ScoreItems['items'] =>
  text
    .split(/\r?\n/)
    .map(line => line.split('\t').map(part => part.trim()))
    .filter(([name]) => name)
    .map(([name = '', points = '', ...standard]) => ({ name, points, standard: standard.filter(Boolean).join(' ') }))
