import { Progress, Select, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { RECORD_PHASES } from '../../../src-shared/domain/coverage.ts'
import { RECORD_PHASE } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { Findings } from '../../components/Findings.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { CoverageCell } from './CoverageCell.tsx'

type Row = Output<'coverage.matrix'>['rows'][number]

const YEARS_BACK = 10

const COLUMNS: TableColumnsType<Row> = [
  { title: '计划号', dataIndex: 'planNo', width: 130, ellipsis: true },
  { title: '批次', dataIndex: 'name', width: '22%', ellipsis: true },
  ...RECORD_PHASES.map(phase => ({
    title: RECORD_PHASE[phase],
    width: 76,
    align: 'center' as const,
    render: (_: unknown, row: Row) => <CoverageCell row={row} phase={phase} />,
  })),
  { title: '缺什么', render: (_, row) => <Findings list={row.findings} compact /> },
]

/** 覆盖 (第七、二十四条): 批次 × 考前, 考中, 考后; what is due and has no sealed record is said. */
export default function CoveragePage() {
  const { today } = useSession()
  const thisYear = Number(today.slice(0, 4))
  const [year, setYear] = useState<number | undefined>(thisYear)
  const { data, error, loading } = useCall('coverage.matrix', year ? { year } : {}, ['batch'])
  const lacking = data?.rows.filter(row => row.findings.length > 0).length ?? 0
  return (
    <PageFrame
      title="覆盖"
      filters={
        <>
          <Select
            allowClear
            placeholder="全部年度"
            aria-label="年度"
            style={{ width: 120 }}
            value={year}
            onChange={setYear}
            options={Array.from({ length: YEARS_BACK + 1 }, (_, i) => thisYear + 1 - i).map(value => ({
              value,
              label: `${value} 年`,
            }))}
          />
          {data && data.rows.length > 0 && (
            <>
              <span>内部督导覆盖</span>
              {data.percent === null ? (
                <span>—，还没有到期的阶段</span>
              ) : (
                <Progress
                  percent={data.percent}
                  style={{ width: 260, margin: 0 }}
                  status={data.percent === 100 ? 'success' : 'normal'}
                  format={percent => `${data.met}/${data.due}（${percent}%）`}
                />
              )}
              <Typography.Text type="secondary">
                已到的阶段中，有封存记录的比例{lacking > 0 ? `；${lacking} 个批次有缺，点一行查看` : ''}
              </Typography.Text>
            </>
          )}
        </>
      }
    >
      {error && !data && <ErrorBlock error={error} />}
      <FillTable<Row>
        rowKey="batchId"
        minWidth={1000}
        loading={loading && !data}
        dataSource={data?.rows ?? []}
        columns={COLUMNS}
        onOpen={row => navigate('batch', { id: String(row.batchId), tab: 'records' })}
        pagination={{ defaultPageSize: 50 }}
        locale={{
          emptyText: data ? <Empty text={year ? `${year} 年没有考试的批次。` : '还没有登记批次。'} /> : ' ',
        }}
      />
    </PageFrame>
  )
}
