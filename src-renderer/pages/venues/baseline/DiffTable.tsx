import { Button, Flex, Segmented, Typography } from 'antd'
import { useState } from 'react'
import type { Input } from '../../../../src-shared/contract/index.ts'
import type { Baseline, Difference, DifferenceCounts, DifferenceKind } from '../../../../src-shared/contract/venue.ts'
import { DIFFERENCE } from '../../../../src-shared/labels.ts'
import { call, useCall } from '../../../api.ts'
import { FillTable } from '../../../components/FillTable.tsx'
import { ErrorBlock, showError } from '../../../showError.tsx'
import { DifferenceTag, roomName } from '../tags.tsx'
import { ExplainDialog } from './ExplainDialog.tsx'
import { Explanation } from './Explanation.tsx'

type Shown = 'all' | 'unexplained' | DifferenceKind

const KINDS = Object.keys(DIFFERENCE) as DifferenceKind[]

const narrowTo = (shown: Shown): Pick<Input<'venue.diff'>, 'kinds' | 'unexplained'> =>
  shown === 'all' ? {} : shown === 'unexplained' ? { unexplained: true } : { kinds: [shown] }

/** Today against a filed list, line by line, each with its 变更说明. */
export function DiffTable({ venueId, baseline }: { venueId: number; baseline: Baseline }) {
  const [shown, setShown] = useState<Shown>('all')
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [chosen, setChosen] = useState<string[]>([])
  const [explaining, setExplaining] = useState<string[] | null>(null)
  const question = { id: venueId, baselineId: baseline.id, ...narrowTo(shown) }
  const { data, error, loading } = useCall(
    'venue.diff',
    { ...question, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['venue'],
  )
  if (error && !data) return <ErrorBlock error={error} />
  const counts = data?.counts
  const all = counts ? counts.added + counts.removed + counts.quantity + counts.model : 0

  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={8} wrap align="center">
        <Segmented<Shown>
          aria-label="变更类型"
          value={shown}
          onChange={next => {
            setShown(next)
            setPage({ ...page, current: 1 })
          }}
          options={optionsOf(counts, all)}
        />
        <div style={{ flex: 1 }} />
        {chosen.length > 0 && (
          <>
            <Button type="link" size="small" onClick={() => setChosen([])}>
              取消选择
            </Button>
            <Button onClick={() => setExplaining(chosen)}>说明所选 {chosen.length} 处</Button>
          </>
        )}
        <Button
          type="primary"
          disabled={!counts?.unexplained}
          onClick={() => unexplainedKeys(venueId, baseline.id).then(setExplaining, showError)}
        >
          未说明的 {counts?.unexplained ?? 0} 处一并说明
        </Button>
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<Difference>
          rowKey="key"
          minWidth={1090}
          loading={loading && !data}
          dataSource={data?.rows ?? []}
          rowSelection={{
            columnWidth: 40,
            selectedRowKeys: chosen,
            preserveSelectedRowKeys: true,
            onChange: keys => setChosen(keys.map(String)),
          }}
          columns={[
            { title: '变更', width: 116, render: (_, row) => <DifferenceTag kind={row.kind} /> },
            {
              title: '设备',
              width: 240,
              ellipsis: true,
              render: (_, row) => {
                const device = row.after ?? row.before
                return device && [device.name, device.model, device.spec].filter(Boolean).join('　')
              },
            },
            {
              title: '位置（室）',
              width: 120,
              ellipsis: true,
              render: (_, row) => roomName((row.after ?? row.before)?.room ?? ''),
            },
            { title: '内容', dataIndex: 'text', width: 280 },
            {
              title: '变更说明',
              render: (_, row) => <Explanation venueId={venueId} baselineId={baseline.id} difference={row} />,
            },
          ]}
          pagination={{
            current: page.current,
            pageSize: page.size,
            total: data?.total ?? 0,
            onChange: (current, size) => setPage({ current, size }),
          }}
          locale={{
            emptyText: data ? (
              <Typography.Text type="success">
                {all === 0 ? `设备与 ${baseline.on} 的备案清单一致，没有变更。` : '没有这样的变更。'}
              </Typography.Text>
            ) : (
              ' '
            ),
          }}
        />
      </div>
      {explaining && (
        <ExplainDialog
          venueId={venueId}
          baselineId={baseline.id}
          keys={explaining}
          onClose={() => {
            setExplaining(null)
            setChosen([])
          }}
        />
      )}
    </Flex>
  )
}

const optionsOf = (counts: DifferenceCounts | undefined, all: number) => [
  { value: 'all' as const, label: `全部 ${counts ? all : ''}` },
  ...KINDS.map(kind => ({ value: kind, label: `${DIFFERENCE[kind]} ${counts?.[kind] ?? ''}` })),
  { value: 'unexplained' as const, label: `未说明 ${counts?.unexplained ?? ''}` },
]

const PAGE = 500

/** Of all pages: venue.explain takes keys only. */
async function unexplainedKeys(id: number, baselineId: number): Promise<string[]> {
  const keys: string[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await call('venue.diff', {
      id,
      baselineId,
      unexplained: true,
      page: { offset, limit: PAGE },
    })
    keys.push(...rows.map(row => row.key))
    if (offset + PAGE >= total) return keys
  }
}
