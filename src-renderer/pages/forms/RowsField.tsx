import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Modal, Table } from 'antd'
import { useState } from 'react'
import { FactField } from './FactField.tsx'
import type { Field } from './fields.ts'
import { useUnread } from './useUnread.ts'

type Row = Record<string, unknown>

interface Props {
  field: Field
  rows: Row[]
  onChange: (rows: Row[]) => void
}

const PAGE = 20
const WIDTH: Partial<Record<Field['kind'], number>> = { number: 80, date: 150, choice: 110 }

/** A list of facts: how many there are, and a table to change them. */
export function RowsField({ field, rows, onChange }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Flex gap={8} align="center" justify="space-between">
      <span className="num">{rows.length} 行</span>
      <Button size="small" onClick={() => setOpen(true)}>
        编辑{field.label}
      </Button>
      {open && (
        <RowsDialog
          field={field}
          rows={rows}
          onDone={next => {
            setOpen(false)
            if (next) onChange(next)
          }}
        />
      )}
    </Flex>
  )
}

/** A row with an identity of its own, so that fields keep their focus while rows come and go. */
interface Kept {
  id: number
  row: Row
}

interface DialogProps extends Omit<Props, 'onChange'> {
  /** null when the changes are thrown away. */
  onDone: (rows: Row[] | null) => void
}

function RowsDialog({ field, rows, onDone }: DialogProps) {
  const [kept, setKept] = useState<Kept[]>(() => rows.map((row, id) => ({ id, row })))
  const [page, setPage] = useState(1)
  const [next, setNext] = useState(rows.length)
  const { unread, tell, forget } = useUnread()
  const stuck = unread.size > 0
  const columns = field.columns ?? []
  const change = (id: number, key: string, value: unknown) =>
    setKept(kept.map(one => (one.id === id ? { ...one, row: { ...one.row, [key]: value } } : one)))
  const add = () => {
    setKept([...kept, { id: next, row: {} }])
    setNext(next + 1)
    setPage(Math.ceil((kept.length + 1) / PAGE))
  }
  return (
    <Modal
      open
      title={field.label}
      width="min(1100px, calc(100vw - 48px))"
      okText="确定"
      okButtonProps={{ disabled: stuck }}
      onOk={() => onDone(kept.map(one => clean(one.row)).filter(row => Object.keys(row).length > 0))}
      onCancel={() => onDone(null)}
      mask={{ closable: false }}
    >
      <Table<Kept>
        size="small"
        rowKey="id"
        dataSource={kept}
        scroll={{ x: columns.reduce((sum, column) => sum + (WIDTH[column.kind] ?? 150), 100) }}
        pagination={{
          size: 'small',
          current: page,
          pageSize: PAGE,
          onChange: setPage,
          hideOnSinglePage: true,
          disabled: stuck,
        }}
        columns={[
          { title: '序号', width: 56, className: 'num', render: (_, _row, i) => (page - 1) * PAGE + i + 1 },
          ...columns.map(column => ({
            key: column.key,
            title: column.label,
            width: WIDTH[column.kind] ?? 150,
            render: (_: unknown, { id, row }: Kept) => (
              <FactField
                field={column}
                label={column.label}
                value={row[column.key]}
                onChange={value => change(id, column.key, value)}
                onRefused={why => tell(`${id}/${column.key}`, why)}
              />
            ),
          })),
          {
            title: '',
            width: 44,
            render: (_, { id }) => (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label="删去这一行"
                onClick={() => {
                  setKept(kept.filter(one => one.id !== id))
                  forget(`${id}/`)
                }}
              />
            ),
          },
        ]}
        locale={{ emptyText: '还没有内容' }}
      />
      <Button size="small" icon={<PlusOutlined />} disabled={stuck} onClick={add} style={{ marginTop: 8 }}>
        增加一行
      </Button>
    </Modal>
  )
}

/** What was left blank says nothing. */
const clean = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== '' && value !== undefined))
