import { Segmented, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { State, SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { STATE } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { SearchField } from '../../components/SearchField.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { STATES } from './filters.ts'

interface Props {
  filter: SupervisorFilter
  onChange: (filter: SupervisorFilter) => void
}

type Choice = 'expiresWithin' | 'age' | 'filing' | 'photo' | 'card'

const CHOICES: { key: Choice; label: string; options: { value: string | number; label: string }[] }[] = [
  {
    key: 'expiresWithin',
    label: '届满',
    options: [30, 60, 90].map(days => ({ value: days, label: `${days} 天内届满` })),
  },
  { key: 'age', label: '年龄', options: [{ value: 'over', label: '聘期内将超龄' }] },
  {
    key: 'filing',
    label: '备案',
    options: [
      { value: 'filed', label: '已备案' },
      { value: 'unfiled', label: '未备案' },
    ],
  },
  {
    key: 'photo',
    label: '照片',
    options: [
      { value: 'with', label: '有照片' },
      { value: 'without', label: '没有照片' },
    ],
  },
  {
    key: 'card',
    label: '证卡',
    options: [
      { value: 'with', label: '有证卡' },
      { value: 'without', label: '没有证卡' },
    ],
  },
]

/** Search, state with counts, and what else narrows the list; all together are joined with "and". */
export function RosterFilters({ filter, onChange }: Props) {
  const [text, setText] = useState(filter.search ?? '')
  const search = useDebounced(text.trim(), 200)
  const todo = useCall('home.todo', filter.trash ? null : {}, ['supervisor', 'card'])
  const counts = todo.data?.counts

  const set = <K extends keyof SupervisorFilter>(key: K, value: SupervisorFilter[K] | undefined) => {
    const { [key]: _old, ...rest } = filter
    onChange(value === undefined ? rest : { ...rest, [key]: value })
  }
  // Only what was typed and has settled; other filters keep what is in the box.
  useEffect(() => {
    if (search !== (filter.search ?? '')) set('search', search || undefined)
  })

  return (
    <>
      <SearchField
        label="搜索名册"
        placeholder="姓名/拼音/首字母/编号/手机"
        width={260}
        value={text}
        onChange={setText}
      />
      {!filter.trash && (
        <>
          {CHOICES.map(({ key, label, options }) => (
            <Select
              key={key}
              allowClear
              placeholder={label}
              aria-label={label}
              style={{ width: key === 'expiresWithin' || key === 'age' ? 130 : 104 }}
              options={options}
              value={filter[key]}
              onChange={(value: string | number | undefined) => set(key, value as SupervisorFilter[typeof key])}
            />
          ))}
          <Segmented<State | 'all'>
            aria-label="状态"
            value={filter.states?.length === 1 ? (filter.states[0] ?? 'all') : 'all'}
            onChange={value => set('states', value === 'all' ? undefined : [value])}
            options={[
              { value: 'all', label: `全部 ${counts?.total ?? ''}` },
              ...STATES.map(state => ({ value: state, label: `${STATE[state]} ${counts?.[state] ?? ''}` })),
            ]}
          />
        </>
      )}
    </>
  )
}
