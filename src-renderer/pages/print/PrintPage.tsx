import { Button, Flex, Input, Segmented, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import type { LedgerRow } from '../../../src-shared/contract/print.ts'
import { CARD_PRINT_KIND } from '../../../src-shared/labels.ts'
import { call, useCall } from '../../api.ts'
import { InstantText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { PrintDialog } from './PrintDialog.tsx'
import { SHEETS } from './sheets.ts'

type Shown = '全部' | '打好' | '打坏'
const SPOILED: Record<Shown, boolean | undefined> = { 全部: undefined, 打好: false, 打坏: true }

/** 打印台账: who printed which card when, on which sheet and place, and what was spoiled. */
export default function PrintPage() {
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>('全部')
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [spoiling, setSpoiling] = useState<LedgerRow | null>(null)
  const [again, setAgain] = useState<number | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const { data, error, loading } = useCall(
    'print.ledger',
    {
      ...(asked ? { search: asked } : {}),
      spoiled: SPOILED[shown],
      page: { offset: (page.current - 1) * page.size, limit: page.size },
    },
    ['print', 'card'],
  )

  const columns: TableColumnsType<LedgerRow> = [
    { title: '时间', width: 150, render: (_, row) => <InstantText value={row.at} /> },
    { title: '经办人', dataIndex: 'actor', width: 80, ellipsis: true },
    { title: '姓名', dataIndex: 'name', width: 100, ellipsis: true },
    { title: '证卡编号', dataIndex: 'code', width: 135, className: 'num' },
    { title: '类型', width: 80, render: (_, row) => CARD_PRINT_KIND[row.kind] },
    { title: '版式', width: 84, render: (_, row) => SHEETS[row.layout].title },
    { title: '料号 / 位置', width: 110, render: (_, row) => `第 ${row.sheet} 张 / ${row.slot}` },
    { title: '打印机', dataIndex: 'printer', width: 120, ellipsis: true, render: name => name || '（PDF）' },
    {
      title: '结果',
      width: 150,
      render: (_, row) =>
        row.spoiled ? (
          <>
            <Tag color="error">打坏</Tag>
            {row.spoilReason}
          </>
        ) : (
          <Tag color="success">打好</Tag>
        ),
    },
    {
      title: '操作',
      width: 120,
      fixed: 'right',
      render: (_, row) => (
        <Flex gap={8}>
          {!row.spoiled && (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setSpoiling(row)}>
              记为打坏
            </Button>
          )}
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setAgain(row.cardId)}>
            重打
          </Button>
        </Flex>
      ),
    },
  ]

  return (
    <PageFrame
      title="打印台账"
      filters={
        <>
          <Input.Search
            allowClear
            placeholder="姓名 / 证卡编号"
            aria-label="搜索打印台账"
            value={search}
            maxLength={60}
            onChange={event => {
              setSearch(event.target.value)
              setPage({ ...page, current: 1 })
            }}
            style={{ width: 220 }}
          />
          <Segmented<Shown>
            value={shown}
            onChange={next => {
              setShown(next)
              setPage({ ...page, current: 1 })
            }}
            options={['全部', '打好', '打坏']}
          />
        </>
      }
    >
      {error && <ErrorBlock error={error} />}
      <FillTable<LedgerRow>
        minWidth={1120}
        rowKey="id"
        dataSource={data?.rows}
        columns={columns}
        loading={loading && !data}
        pagination={{
          current: page.current,
          pageSize: page.size,
          total: data?.total ?? 0,
          onChange: (current, size) => setPage({ current, size }),
        }}
        locale={{
          emptyText: (
            <Empty
              text={asked || shown !== '全部' ? '没有符合条件的记录' : '还没有打印记录。打印证卡后点「登记打印结果」。'}
              action={<Button onClick={() => void navigate('cards', { printed: 'no' })}>去打印证卡</Button>}
            />
          ),
        }}
      />
      <ReasonModal
        open={spoiling !== null}
        title={spoiling ? `记为打坏：${spoiling.name} ${spoiling.code}` : ''}
        okText="记为打坏"
        max={100}
        onOk={async reason => {
          if (!spoiling) return
          await call('print.spoil', { id: spoiling.id, reason })
          done('已记为打坏，编号保留，可以重打')
        }}
        onClose={() => setSpoiling(null)}
      >
        台账保留这条记录并注明打坏；该证卡的编号不变。
      </ReasonModal>
      {again !== null && <PrintDialog selection={{ ids: [again] }} open onClose={() => setAgain(null)} />}
    </PageFrame>
  )
}
