import { Button, Flex, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { useCall } from '../../../api.ts'
import { DateText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { navigate } from '../../../location.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { scopeOf, sumOf } from '../count/words.ts'
import { CheckStateTag, OutcomeTag } from '../tags.tsx'
import type { TabProps } from '../VenuePage.tsx'

const COLUMNS: TableColumnsType<VenueCheck> = [
  { title: '开始', width: 140, render: (_, row) => <DateText value={row.startedOn} /> },
  { title: '状态', width: 96, render: (_, row) => <CheckStateTag state={row.state} /> },
  { title: '范围', width: 230, ellipsis: true, render: (_, row) => scopeOf(row) },
  { title: '核查', width: 280, render: (_, row) => sumOf(row.summary) },
  { title: '经办人', width: 90, ellipsis: true, render: (_, row) => row.finishedBy || row.startedBy },
  {
    title: '外督员核查结果',
    render: (_, row) =>
      row.outcome ? (
        <Flex gap={8} align="center">
          <OutcomeTag conforms={row.outcome.conforms} />
          <DateText value={row.outcome.on} />
          <Typography.Text ellipsis={{ tooltip: true }}>{row.outcome.persons}</Typography.Text>
        </Flex>
      ) : row.state === 'finished' ? (
        <Typography.Text type="secondary">未登记</Typography.Text>
      ) : (
        '—'
      ),
  },
]

/** 核查: every count of this venue, newest first. */
export function CheckTab({ venue, onAction }: TabProps) {
  const [page, setPage] = useState({ current: 1, size: 50 })
  const { data, error, loading } = useCall(
    'venueCheck.list',
    { venueId: venue.id, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['venue'],
  )
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <FillTable<VenueCheck>
      rowKey="id"
      minWidth={1090}
      loading={loading && !data}
      dataSource={data?.rows ?? []}
      columns={COLUMNS}
      onOpen={row => navigate('count', { check: String(row.id) })}
      pagination={{
        current: page.current,
        pageSize: page.size,
        total: data?.total ?? 0,
        onChange: (current, size) => setPage({ current, size }),
      }}
      locale={{
        emptyText: data ? (
          <Empty
            text="还没有核查过。按室逐项清点，完成后打印附件5 和差异附页。"
            action={
              !venue.deletedAt && (
                <Button type="primary" disabled={venue.devices === 0} onClick={() => onAction('start')}>
                  开始核查
                </Button>
              )
            }
          />
        ) : (
          ' '
        ),
      }}
    />
  )
}
