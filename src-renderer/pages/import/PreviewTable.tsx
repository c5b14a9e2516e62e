import { Tag, Typography } from 'antd'
import { useEffect, useState } from 'react'
import type { ImportRow, ImportSummary } from '../../../src-shared/contract/roster.ts'
import { useCall } from '../../api.ts'
import { FillTable } from '../../components/FillTable.tsx'
import { Findings } from '../../components/Findings.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { COLUMNS, VERDICTS, type Verdict } from './columns.ts'
import { ImportCell, LEVEL, problemOf } from './ImportCell.tsx'

interface Props {
  summary: ImportSummary
  verdict: Verdict | 'all'
  policy: 'skip' | 'overwrite'
}

/** The rows of the file with their verdicts; a cell that has a problem says so in place. */
export function PreviewTable({ summary, verdict, policy }: Props) {
  const { importId } = summary
  const [page, setPage] = useState({ current: 1, size: 50 })
  useEffect(() => {
    void verdict
    setPage(old => ({ ...old, current: 1 }))
  }, [verdict])
  const rows = useCall('roster.rows', {
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
    <FillTable<ImportRow>
      rowKey="row"
      minWidth={COLUMNS.reduce((sum, column) => sum + column.width, 510)}
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
        ...COLUMNS.map(({ key, title, width }) => ({
          key,
          title,
          width,
          ellipsis: true,
          onCell: (row: ImportRow) => {
            const problem = problemOf(row, key)
            return problem ? { style: { background: LEVEL[problem.level].background } } : {}
          },
          render: (_: unknown, row: ImportRow) => <ImportCell row={row} column={key} />,
        })),
      ]}
      expandable={{
        rowExpandable: row => row.findings.length > 0,
        expandedRowRender: row => <Findings list={row.findings} compact />,
      }}
      pagination={{ current: page.current, pageSize: page.size, total: rows.data?.total ?? 0 }}
      onChange={pager => setPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })}
      locale={{ emptyText: rows.data ? '没有这样的行' : ' ' }}
    />
  )
}

function Problems({ row }: { row: ImportRow }) {
  if (row.problems.length === 0) {
    return row.findings.length > 0 ? (
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
