import { Alert, Button, Descriptions, Flex, Segmented } from 'antd'
import { useState } from 'react'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import type { CheckLine, VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT } from '../../../../src-shared/labels.ts'
import { useCall } from '../../../api.ts'
import { DateText } from '../../../components/DateText.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { PageFrame } from '../../../components/PageFrame.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { FACTS } from '../facts.ts'
import { CheckStateTag, ResultTag } from '../tags.tsx'
import { openTab } from '../VenuePage.tsx'
import { Outcome } from './Outcome.tsx'
import { OutcomeDialog } from './OutcomeDialog.tsx'
import { RESULTS, scopeOf } from './words.ts'

interface Props {
  check: VenueCheck
  venue: Venue
  reload: () => void
}

/** A count that is over: its sum, its differences, its papers, and what the inspector decided. */
export function CheckResultView({ check, venue, reload }: Props) {
  const [recording, setRecording] = useState(false)
  const finished = check.state === 'finished'
  const { summary } = check
  return (
    <PageFrame
      title={`核查　${venue.name}`}
      mark={<CheckStateTag state={check.state} />}
      extra={
        <>
          <Button onClick={() => openTab(venue.id, 'check')}>返回核查记录</Button>
          {finished && !check.outcome && <Button onClick={() => setRecording(true)}>登记外督员核查结果</Button>}
          {finished && <FormsButton subject={{ kind: 'check', id: check.id }} primary />}
        </>
      }
    >
      <Flex vertical gap={12} style={{ height: '100%' }}>
        {check.state === 'abandoned' && (
          <Alert type="warning" showIcon title={`这次核查已放弃，不作为核查结果${check.note && `：${check.note}`}`} />
        )}
        <Descriptions
          size="small"
          bordered
          styles={FACTS}
          column={{ xs: 2, md: 3, xl: 4 }}
          items={[
            { key: 'scope', label: '范围', children: scopeOf(check) },
            { key: 'from', label: '开始', children: <DateText value={check.startedOn} /> },
            { key: 'to', label: finished ? '完成' : '结束', children: <DateText value={check.finishedOn} /> },
            { key: 'by', label: '经办人', children: check.finishedBy || check.startedBy },
            {
              key: 'sum',
              label: '核查结果',
              span: 'filled',
              children: (
                <Flex gap={12} wrap>
                  <span className="num">
                    {summary.done} / {summary.lines} 项，应有 {summary.expected} 件，实有 {summary.counted} 件
                  </span>
                  {RESULTS.map(result => (
                    <span key={result} className="num">
                      <ResultTag result={result} />
                      {summary[result]}
                    </span>
                  ))}
                  {finished && check.note && <span>备注：{check.note}</span>}
                </Flex>
              ),
            },
          ]}
        />
        {finished && <Outcome check={check} onRecord={() => setRecording(true)} onChanged={reload} />}
        <Differences check={check} />
      </Flex>
      {recording && (
        <OutcomeDialog
          check={check}
          onClose={() => {
            setRecording(false)
            reload()
          }}
        />
      )}
    </PageFrame>
  )
}

function Differences({ check }: { check: VenueCheck }) {
  const [all, setAll] = useState(false)
  const [page, setPage] = useState({ current: 1, size: 100 })
  const { data, error, loading } = useCall('venueCheck.lines', {
    checkId: check.id,
    ...(all ? {} : { results: ['short', 'over', 'duplicate', 'model'] }),
    page: { offset: (page.current - 1) * page.size, limit: page.size },
  })
  if (error) return <ErrorBlock error={error} />
  return (
    <Flex vertical gap={8} style={{ flex: 1, minHeight: 200 }}>
      <div>
        <Segmented
          aria-label="显示"
          value={all ? 'all' : 'differences'}
          onChange={value => {
            setAll(value === 'all')
            setPage({ ...page, current: 1 })
          }}
          options={[
            { value: 'differences', label: '有差异的' },
            { value: 'all', label: '全部' },
          ]}
        />
      </div>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<CheckLine>
          rowKey="no"
          minWidth={1040}
          loading={loading && !data}
          dataSource={data?.rows ?? []}
          columns={[
            { title: '行号', dataIndex: 'no', width: 60, className: 'num' },
            {
              title: '结果',
              width: 90,
              render: (_, row) => (row.result ? <ResultTag result={row.result} /> : '未核查'),
            },
            {
              title: '名称',
              width: 170,
              ellipsis: true,
              render: (_, row) => (row.extra ? `（清单外）${row.name}` : row.name),
            },
            { title: '型号', dataIndex: 'model', width: 120, ellipsis: true },
            { title: '规格', dataIndex: 'spec', width: 130, ellipsis: true },
            { title: '位置（室）', dataIndex: 'room', width: 110, ellipsis: true },
            { title: '应有', dataIndex: 'expected', width: 64, align: 'end', className: 'num' },
            {
              title: '实有',
              width: 64,
              align: 'end',
              className: 'num',
              render: (_, row) => row.counted ?? '—',
            },
            {
              title: '说明',
              ellipsis: true,
              render: (_, row) =>
                [row.foundModel && `现场型号 ${row.foundModel}`, row.note].filter(Boolean).join('；') || '—',
            },
          ]}
          pagination={{
            current: page.current,
            pageSize: page.size,
            total: data?.total ?? 0,
            onChange: (current, size) => setPage({ current, size }),
          }}
          locale={{ emptyText: data ? `没有${CHECK_RESULT.match}以外的结果。` : ' ' }}
        />
      </div>
    </Flex>
  )
}
