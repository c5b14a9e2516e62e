import { Tag, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../api.ts'
import { ErrorBlock } from '../../showError.tsx'
import { FillTable } from '../FillTable.tsx'
import { Findings } from '../Findings.tsx'
import { ImportCell, LEVEL, problemOf } from './ImportCell.tsx'
import { type ImportSubject, type SubjectRow, VERDICTS, type Verdict } from './subject.ts'

interface Props {
  subject: ImportSubject
  importId: string
  verdict: Verdict | 'all'
  /** What the rows depend on besides: they are asked for again when it changes. */
  policy: string
  /** Takes what was typed into a cell. */
  onMend?: (edit: Mend) => void
}

export interface Mend {
  sheet: string
  row: number
  column: string
  value: string
}

/** Of 行号, 结果, 问题; and of the column that unfolds a row. */
const LEADING_PX = 460
const UNFOLD_PX = 50

/** The rows of the file with their verdicts; a cell that has a problem says so in place. */
export function ImportTable({ subject, importId, verdict, policy, onMend }: Props) {
  const { area, columns, findings } = subject
  const [page, setPage] = useState({ current: 1, size: 50 })
  useEffect(() => {
    void verdict
    setPage(old => ({ ...old, current: 1 }))
  }, [verdict])
  const rows = useCall(`${area}.rows`, {
    importId,
    ...(verdict === 'all' ? {} : { verdicts: [verdict] }),
    page: { offset: (page.current - 1) * page.size, limit: page.size },
  })
  const { reload } = rows
  useEffect(() => {
    void policy // the same rows, other verdicts
    reload()
  }, [policy, reload])

  if (rows.error) return <ErrorBlock error={rows.error} />
  return (
    <FillTable<SubjectRow>
      rowKey={row => `${row.sheet ?? ''}|${row.row}`}
      minWidth={columns.reduce((sum, column) => sum + column.width, LEADING_PX + (findings ? UNFOLD_PX : 0))}
      loading={rows.loading && !rows.data}
      dataSource={rows.data?.rows ?? []}
      columns={[
        { title: '行号', dataIndex: 'row', width: 64, fixed: 'start', className: 'num' },
        {
          title: '结果',
          width: 76,
          fixed: 'start',
          render: (_, row) => <Tag color={VERDICTS[row.verdict].color}>{VERDICTS[row.verdict].text}</Tag>,
        },
        { title: '问题', width: 320, render: (_, row) => <Problems row={row} /> },
        ...columns.map(({ key, title, width }) => ({
          key,
          title,
          width,
          ellipsis: true,
          onCell: (row: SubjectRow) => {
            const problem = problemOf(row, key)
            return problem ? { style: { background: LEVEL[problem.level].background } } : {}
          },
          render: (_: unknown, row: SubjectRow) => (
            <ImportCell
              row={row}
              column={key}
              onMend={onMend && (value => onMend({ sheet: row.sheet ?? '', row: row.row, column: key, value }))}
            />
          ),
        })),
      ]}
      expandable={
        findings
          ? {
              rowExpandable: row => !!row.findings?.length,
              expandedRowRender: row => <Findings list={row.findings ?? []} compact />,
            }
          : undefined
      }
      pagination={{ current: page.current, pageSize: page.size, total: rows.data?.total ?? 0 }}
      onChange={pager => setPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })}
      locale={{ emptyText: rows.data ? '没有这样的行' : ' ' }}
    />
  )
}

function Problems({ row }: { row: SubjectRow }) {
  if (row.problems.length === 0) {
    return row.findings?.length ? (
      <Typography.Text type="secondary">可以导入；现在还不能聘任，展开看原因</Typography.Text>
    ) : null
  }
  return row.problems.map(({ message, level }) => (
    <div key={message} style={{ whiteSpace: 'normal' }}>
      <span style={{ color: LEVEL[level].color }}>{LEVEL[level].text}：</span>
      {message}
    </div>
  ))
}
