import { SearchOutlined } from '@ant-design/icons'
import { AutoComplete, Flex, type GetRef, Typography } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useCall } from '../api.ts'
import { openPerson } from '../location.ts'
import { StateTag } from './tags.tsx'
import { useDebounced } from './useDebounced.ts'

/** Ctrl+K: finds a person from anywhere and opens the dossier. */
export function JumpSearch() {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const search = useDebounced(text.trim(), 150)
  const input = useRef<GetRef<typeof AutoComplete>>(null)
  const { data } = useCall(
    'supervisor.list',
    search ? { filter: { search }, sort: { by: 'name', desc: false }, page: { offset: 0, limit: 8 } } : null,
  )

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const rows = search ? (data?.rows ?? []) : []
  return (
    <AutoComplete
      ref={input}
      style={{ width: 300 }}
      prefix={<SearchOutlined />}
      placeholder="查找内督员（Ctrl+K）"
      aria-label="查找内督员"
      maxLength={60}
      allowClear
      value={text}
      open={open && search !== ''}
      onOpenChange={setOpen}
      onChange={value => setText(value)}
      onSelect={(_value, option) => {
        setText('')
        input.current?.blur()
        void openPerson(option.id)
      }}
      defaultActiveFirstOption
      notFoundContent={data ? '没有找到，可试试拼音首字母或手机号' : null}
      options={rows.map(row => ({
        value: `${row.id}`,
        id: row.id,
        label: (
          <Flex justify="space-between" gap={8}>
            <Typography.Text ellipsis>
              {row.name} <Typography.Text type="secondary">{row.code ?? row.department}</Typography.Text>
            </Typography.Text>
            <StateTag state={row.state} />
          </Flex>
        ),
      }))}
    />
  )
}
