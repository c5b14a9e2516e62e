import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Flex, Form, Input, Select, Typography } from 'antd'
import { useState } from 'react'
import type { ScopeEntry } from '../../../src-shared/contract/venue.ts'
import { LEVELS } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'

const BLANK: ScopeEntry = { code: '', occupation: '', trade: '', levels: [] }

/** 职业（工种） and levels of a venue: the dictionary proposes, anything else may be typed. */
export function ScopeField({ name }: { name: string }) {
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <Flex vertical gap={8}>
          {fields.map((field, index) => (
            <Form.Item key={field.key} name={field.name} noStyle>
              <ScopeLine no={index + 1} onRemove={() => remove(field.name)} />
            </Form.Item>
          ))}
          <div>
            <Button size="small" icon={<PlusOutlined />} onClick={() => add(BLANK)}>
              添加职业（工种）
            </Button>
          </div>
        </Flex>
      )}
    </Form.List>
  )
}

interface LineProps {
  no: number
  onRemove: () => void
  /** From <Form.Item>. */
  value?: ScopeEntry
  onChange?: (entry: ScopeEntry) => void
}

function ScopeLine({ value: entry = BLANK, no, onChange, onRemove }: LineProps) {
  const [asking, setAsking] = useState(false)
  const search = useDebounced(entry.occupation.trim(), 150)
  const { data } = useCall('occupation.list', asking ? { search, page: { offset: 0, limit: 20 } } : null)
  const found = data?.rows ?? []
  return (
    <Flex gap={6} align="start" wrap>
      <AutoComplete
        style={{ flex: '2 1 160px' }}
        aria-label={`第 ${no} 项职业`}
        placeholder="职业"
        maxLength={60}
        value={entry.occupation}
        onFocus={() => setAsking(true)}
        onBlur={() => setAsking(false)}
        onChange={occupation => onChange?.({ ...entry, occupation })}
        onSelect={(_value, option) => {
          const row = found.find(one => one.id === option.id)
          if (row) onChange?.({ code: row.code, occupation: row.occupation, trade: row.trade, levels: row.levels })
        }}
        options={found.map(row => ({
          value: row.occupation,
          key: row.id,
          id: row.id,
          label: (
            <span>
              {row.occupation}
              {row.trade && `·${row.trade}`} <Typography.Text type="secondary">{row.code}</Typography.Text>
            </span>
          ),
        }))}
      />
      <Input
        style={{ flex: '1 1 100px' }}
        aria-label={`第 ${no} 项工种`}
        placeholder="工种"
        maxLength={60}
        value={entry.trade}
        onChange={event => onChange?.({ ...entry, trade: event.target.value })}
      />
      <Input
        style={{ flex: '1 1 100px' }}
        aria-label={`第 ${no} 项职业编码`}
        placeholder="编码 6-29-03-07"
        maxLength={20}
        value={entry.code}
        onChange={event => onChange?.({ ...entry, code: event.target.value })}
      />
      <Select
        mode="tags"
        style={{ flex: '3 1 200px' }}
        aria-label={`第 ${no} 项等级`}
        placeholder="等级（可多选，也可自填）"
        value={entry.levels}
        maxCount={20}
        onChange={levels => onChange?.({ ...entry, levels })}
        options={LEVELS.map(level => ({ value: level, label: level }))}
      />
      <Button type="text" icon={<DeleteOutlined />} aria-label={`移除第 ${no} 项职业`} onClick={onRemove} />
    </Flex>
  )
}
