import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Flex, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { LEVELS } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'
import { BLANK_ITEM } from './BatchFields.tsx'

const LEVEL_OPTIONS = LEVELS.map(value => ({ value }))

/** 职业, 工种, 等级 with planned and actual 人数; the dictionary proposes, anything else may be typed. */
export function ItemsField({ name }: { name: string }) {
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <Flex vertical gap={6}>
          {fields.map(({ key, name: at }, index) => {
            const no = index + 1
            return (
              <Flex key={key} gap={6} align="start" wrap>
                <Form.Item
                  name={[at, 'occupation']}
                  style={{ flex: '2 1 150px', margin: 0 }}
                  rules={[{ required: fields.length > 1, whitespace: true, message: '请填写职业' }]}
                >
                  <Occupation label={`第 ${no} 项职业`} />
                </Form.Item>
                <Form.Item name={[at, 'trade']} style={{ flex: '1 1 100px', margin: 0 }}>
                  <Input aria-label={`第 ${no} 项工种`} placeholder="工种" maxLength={60} />
                </Form.Item>
                <Form.Item name={[at, 'level']} style={{ flex: '1 1 130px', margin: 0 }}>
                  <AutoComplete
                    aria-label={`第 ${no} 项等级`}
                    placeholder="等级"
                    maxLength={20}
                    options={LEVEL_OPTIONS}
                  />
                </Form.Item>
                <Form.Item name={[at, 'planned']} style={{ width: 104, margin: 0 }}>
                  <People label={`第 ${no} 项计划人数`} placeholder="计划人数" />
                </Form.Item>
                <Form.Item name={[at, 'actual']} style={{ width: 104, margin: 0 }}>
                  <People label={`第 ${no} 项实际人数`} placeholder="实际人数" />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`移除第 ${no} 项`}
                  onClick={() => remove(at)}
                />
              </Flex>
            )
          })}
          <div>
            <Button size="small" icon={<PlusOutlined />} onClick={() => add(BLANK_ITEM)}>
              添加职业等级
            </Button>
          </div>
        </Flex>
      )}
    </Form.List>
  )
}

interface FieldProps<T> {
  label: string
  /** From <Form.Item>. */
  id?: string
  value?: T
  onChange?: (value: T) => void
}

function People({ label, placeholder, ...field }: FieldProps<number | null> & { placeholder: string }) {
  return (
    <InputNumber
      {...field}
      min={0}
      max={100_000}
      precision={0}
      aria-label={label}
      placeholder={placeholder}
      style={{ width: '100%' }}
    />
  )
}

export function Occupation({ label, value = '', ...field }: FieldProps<string>) {
  const [asking, setAsking] = useState(false)
  const search = useDebounced(value.trim(), 150)
  const { data } = useCall('occupation.list', asking ? { search, page: { offset: 0, limit: 20 } } : null)
  const names = [...new Set(data?.rows.map(row => row.occupation))]
  return (
    <AutoComplete
      {...field}
      value={value}
      aria-label={label}
      placeholder="职业"
      maxLength={60}
      onFocus={() => setAsking(true)}
      onBlur={() => setAsking(false)}
      options={names.map(name => ({ value: name }))}
    />
  )
}
