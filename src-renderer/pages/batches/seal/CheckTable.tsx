import { Button, Table, Typography } from 'antd'
import { useState } from 'react'
import type { CheckRow } from '../../../../src-shared/contract/seal.ts'
import { CheckTag } from './tags.tsx'
import { askedBy, spanAt } from './words.ts'

interface Props {
  rows: CheckRow[]
  /** The row asks something of a person; absent where nothing may be typed. */
  onInput?: (row: CheckRow) => void
}

/** The checks by group: result in colour and word, and what is at fault by name. */
export function CheckTable({ rows, onInput }: Props) {
  return (
    <Table<CheckRow>
      size="small"
      rowKey="no"
      pagination={false}
      scroll={{ x: 980 }}
      dataSource={rows}
      columns={[
        {
          title: '组',
          dataIndex: 'group',
          width: 72,
          onCell: (_, index) => ({ rowSpan: spanAt(rows, index ?? 0), style: { verticalAlign: 'top' } }),
        },
        { title: '号', dataIndex: 'no', width: 40, align: 'end', className: 'num' },
        { title: '检测项目', dataIndex: 'item', width: 240 },
        { title: '结果', width: 96, render: (_, row) => <CheckTag result={row.result} /> },
        { title: '说明', render: (_, row) => <Notes notes={row.notes} /> },
        {
          title: '依据',
          width: 232,
          render: (_, row) => <Typography.Text type="secondary">{row.basis}</Typography.Text>,
        },
        {
          title: '',
          width: 84,
          render: (_, row) => {
            const ask = askedBy(row)
            return ask && onInput ? (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onInput(row)}>
                {ask.text}
              </Button>
            ) : null
          },
        },
      ]}
    />
  )
}

const SHOWN = 5

/** Long lists are folded away: a batch can have a thousand files. */
function Notes({ notes: given }: { notes: string[] }) {
  const notes = [...new Set(given)]
  const [all, setAll] = useState(false)
  if (notes.length <= 1) return <span style={{ overflowWrap: 'anywhere' }}>{notes[0] ?? '—'}</span>
  const shown = all ? notes : notes.slice(0, SHOWN)
  return (
    <>
      <ul style={{ margin: 0, paddingInlineStart: 16, overflowWrap: 'anywhere' }}>
        {shown.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {notes.length > SHOWN && (
        <Button type="link" size="small" style={{ padding: 0 }} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '收起' : `还有 ${notes.length - SHOWN} 条`}
        </Button>
      )}
    </>
  )
}
