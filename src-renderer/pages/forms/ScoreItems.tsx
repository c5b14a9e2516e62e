import { Flex, Input, Modal, Radio, Select, Typography } from 'antd'
import { useState } from 'react'
import type { ScoreItems } from '../../../src-shared/contract/form.ts'
import { call, useCall } from '../../api.ts'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'

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
  const [typed, setTyped] = useState<string>()
  const { data } = useCall('score.items', {}, ['setting'])
  const about = items[at] ?? { occupation: '', level: '' }
  const kept = data?.lists.find(
    list => list.kind === kind && list.occupation === about.occupation && list.level === about.level,
  )
  const text = typed ?? linesOf(kept?.items ?? [])
  const read = itemsIn(text)
  const choose = (next: () => void) => {
    next()
    setTyped(undefined)
  }
  const save = async () => {
    try {
      await call('score.setItems', {
        occupation: about.occupation,
        level: about.level,
        kind,
        items: read,
        seen: data?.seen ?? '',
      })
      done(`已保存考核项目 ${read.length} 项`)
      onClose()
    } catch (error) {
      showError(error)
    }
  }
  return (
    <Modal
      open
      title="考核项目和配分"
      width={640}
      okText="保存考核项目"
      onOk={save}
      onCancel={onClose}
      cancelText="取消"
    >
      <Flex vertical gap={8}>
        <Flex gap={12} wrap>
          <Select
            aria-label="职业等级"
            style={{ minWidth: 220 }}
            value={at}
            options={items.map((item, i) => ({
              value: i,
              label: [item.occupation, item.level].filter(Boolean).join(' '),
            }))}
            onChange={next => choose(() => setAt(next))}
          />
          <Radio.Group
            value={kind}
            onChange={({ target }) => choose(() => setKind(target.value as Kind))}
            options={[
              { value: 'skill', label: '操作技能' },
              { value: 'review', label: '综合评审' },
            ]}
          />
        </Flex>
        <Typography.Text type="secondary">
          一行一项：考核项目、配分、评分标准，中间用 Tab 隔开；可以从 Excel 整块粘贴。以后同一职业等级的评分表都用它。
        </Typography.Text>
        <Input.TextArea
          aria-label="考核项目"
          rows={10}
          value={text}
          onChange={event => setTyped(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Tab' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            const { selectionStart: from, selectionEnd: to } = event.currentTarget
            setTyped(`${text.slice(0, from)}\t${text.slice(to)}`)
          }}
        />
        <Typography.Text type="secondary">
          读到 {read.length} 项，配分合计 {read.reduce((sum, { points }) => sum + (Number(points) || 0), 0)}
        </Typography.Text>
      </Flex>
    </Modal>
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
