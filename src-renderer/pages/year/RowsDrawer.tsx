import { Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import type { Figure, FigureRow, YearScope } from '../../../src-shared/contract/year.ts'
import { useCall } from '../../api.ts'
import { navigate, openPerson } from '../../location.ts'

interface Props {
  scope: YearScope
  figure: Figure
  onClose: () => void
}

const SIZE = 50

/** The rows that a number is made of; each leads to where it is kept. */
export function RowsDrawer({ scope, figure, onClose }: Props) {
  const [current, setCurrent] = useState(1)
  const { data, loading } = useCall(
    'year.rows',
    { scope, key: figure.key, page: { offset: (current - 1) * SIZE, limit: SIZE } },
    ['batch', 'venue', 'contest', 'supervisor'],
  )
  return (
    <Drawer open title={`${figure.label}　${figure.value ?? '—'} ${figure.unit}`} size={720} onClose={onClose}>
      <Table<FigureRow & { at: number }>
        size="small"
        rowKey="at"
        loading={loading && !data}
        dataSource={(data?.rows ?? []).map((row, i) => ({ ...row, at: (current - 1) * SIZE + i }))}
        pagination={{ current, pageSize: SIZE, total: data?.total ?? 0, showSizeChanger: false, onChange: setCurrent }}
        columns={[
          { title: '日期', dataIndex: 'on', width: 140, className: 'num' },
          {
            title: '内容',
            render: (_, row) => (
              <Button type="link" size="small" style={{ padding: 0, whiteSpace: 'normal' }} onClick={() => go(row)}>
                {row.text}
              </Button>
            ),
          },
          ...(figure.how === 'count' ? [] : [{ title: COUNT[figure.how], width: 80, render: countOf(figure) }]),
        ]}
      />
    </Drawer>
  )
}

const COUNT = { count: '', sum: '数量', percent: '是否', mean: '数量' } as const

const countOf =
  (figure: Figure) =>
  (_: unknown, { n }: FigureRow) =>
    figure.how === 'percent' ? (n === 1 ? '是' : '否') : String(n)

function go({ target, id }: FigureRow): void {
  if (target === 'supervisor') void openPerson(id)
  else void navigate(target, { id: String(id) })
}
