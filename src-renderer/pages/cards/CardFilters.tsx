import { Input, Select } from 'antd'
import type { CardFilter, CardRow } from '../../../src-shared/contract/card.ts'
import { CARD_STATE } from '../../../src-shared/labels.ts'
import { useSession } from '../../session.tsx'

const STATES = (Object.keys(CARD_STATE) as CardRow['state'][]).map(value => ({ value, label: CARD_STATE[value] }))
/** 附件2's own sample is of 2022: no card of this kind is older. */
const FIRST_YEAR = 2022

const DUTIES = [
  { value: 'print' as const, label: '待打印' },
  { value: 'file' as const, label: '待备案' },
  { value: 'return' as const, label: '待收回' },
  { value: 'change' as const, label: '待变更备案' },
]

interface Props {
  filter: CardFilter
  onChange: (filter: CardFilter) => void
}

export function CardFilters({ filter, onChange }: Props) {
  const { today } = useSession()
  const last = Number(today.slice(0, 4))
  const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => last - i)
  const set = (change: CardFilter) => onChange({ ...filter, ...change })
  return (
    <>
      <Input.Search
        allowClear
        placeholder="姓名 / 证卡编号"
        aria-label="搜索证卡"
        value={filter.search}
        maxLength={60}
        onChange={event => set({ search: event.target.value || undefined })}
        style={{ width: 220 }}
      />
      <Select
        allowClear
        placeholder="核发年份"
        aria-label="核发年份"
        value={filter.year}
        onChange={year => set({ year })}
        options={years.map(value => ({ value, label: `${value} 年` }))}
        style={{ width: 112 }}
      />
      <Select
        mode="multiple"
        allowClear
        placeholder="状态"
        aria-label="状态"
        value={filter.states ?? []}
        onChange={states => set({ states: states.length > 0 ? states : undefined })}
        options={STATES}
        maxTagCount="responsive"
        style={{ width: 176 }}
      />
      <Select
        allowClear
        placeholder="备案"
        aria-label="备案"
        value={filter.filing}
        onChange={filing => set({ filing })}
        options={[
          { value: 'unfiled' as const, label: '未备案' },
          { value: 'filed' as const, label: '已备案' },
        ]}
        style={{ width: 100 }}
      />
      <Select
        allowClear
        placeholder="打印"
        aria-label="打印"
        value={filter.printed}
        onChange={printed => set({ printed })}
        options={[
          { value: 'no' as const, label: '未打印' },
          { value: 'yes' as const, label: '已打印' },
        ]}
        style={{ width: 100 }}
      />
      <Select
        allowClear
        placeholder="待办"
        aria-label="待办"
        value={filter.duty}
        onChange={duty => set({ duty })}
        options={DUTIES}
        style={{ width: 124 }}
      />
    </>
  )
}
