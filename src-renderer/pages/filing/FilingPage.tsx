import { Button, Flex, Input, Segmented, Typography } from 'antd'
import { useState } from 'react'
import type { CardFilter, CardRow } from '../../../src-shared/contract/card.ts'
import { ARTICLES } from '../../../src-shared/domain/articles.ts'
import { call, useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { useMarks } from '../../components/useMarks.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { ColumnsModal } from './ColumnsModal.tsx'
import { filingColumns } from './columns.tsx'
import { holdersOf } from './pick.ts'
import { RecordModal } from './RecordModal.tsx'

type Shown = 'unfiled' | 'filed' | 'change' | 'changed'

/** Ended cards are never in the 备案名册: they go into the list of changes. */
const FILTERS: Record<Shown, CardFilter> = {
  unfiled: { duty: 'file' },
  filed: { filing: 'filed', states: ['valid', 'ahead', 'suspended', 'lost'] },
  change: { duty: 'change' },
  changed: { filing: 'filed', states: ['expired', 'dismissed', 'replaced'], changed: true },
}

/** 备案 (第十三条: 报市鉴定管理中心备案): export the roster, send it, record date and receipt. */
export default function FilingPage() {
  const { params } = useLocation()
  const [shown, setShown] = useState<Shown>(params.show === 'change' ? 'change' : 'unfiled')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [editing, setEditing] = useState(false)
  const [recording, setRecording] = useState(false)
  const [asking, setAsking] = useState(false)
  const [clearing, setClearing] = useState<CardRow | null>(null)
  const { run } = useTask()

  const asked = useDebounced(search.trim(), 200)
  const filter: CardFilter = { ...FILTERS[shown], ...(asked ? { search: asked } : {}) }
  const ended = shown === 'change' || shown === 'changed'
  const list = useCall(
    'card.list',
    {
      filter,
      sort: { by: 'code', desc: false },
      page: { offset: (page.current - 1) * page.size, limit: page.size },
    },
    ['card', 'supervisor'],
  )
  const columns = useCall('filing.columns', {}, ['setting', 'card'])
  const rows = list.data?.rows ?? []
  const total = list.data?.total ?? 0
  const ids = rows.map(row => row.id)
  const marks = useMarks({ filter, total, shown: ids, scope: shown })
  const withIds = columns.data?.columns.some(column => column.key === 'idNumber') ?? false

  const exportRoster = async (reason: string) => {
    const saved = await run('正在导出备案名册', async options => {
      const people = await holdersOf(marks.selection, filter, options)
      return call('filing.export', { selection: { ids: people }, reason }, options)
    })
    if (saved) done(`备案名册已保存：${saved.path}`)
  }

  const exportChanges = async () => {
    const saved = await run('正在导出变更备案名单', options =>
      call('filing.exportChanges', { selection: marks.selection }, options),
    )
    if (saved) done(`变更备案名单已保存：${saved.path}`)
  }

  return (
    <PageFrame
      title="备案"
      extra={<Button onClick={() => setEditing(true)}>名册栏目</Button>}
      filters={
        <>
          <Segmented<Shown>
            value={shown}
            onChange={next => {
              setShown(next)
              setPage({ ...page, current: 1 })
            }}
            options={[
              { value: 'unfiled', label: '待备案' },
              { value: 'filed', label: '已备案' },
              { value: 'change', label: '待变更备案' },
              { value: 'changed', label: '已变更备案' },
            ]}
          />
          <Input.Search
            allowClear
            placeholder="姓名 / 证卡编号"
            aria-label="搜索备案证卡"
            value={search}
            maxLength={60}
            onChange={event => {
              setSearch(event.target.value)
              setPage({ ...page, current: 1 })
            }}
            style={{ width: 220 }}
          />
          <Typography.Text
            type="secondary"
            ellipsis={{ tooltip: ARTICLES['13'].text }}
            style={{ flex: 1, minWidth: 0 }}
          >
            {ended
              ? '第十三条：解聘、届满、换发的证卡 → 导出变更备案名单报市鉴定管理中心 → 登记变更备案。'
              : '第十三条：勾选证卡 → 导出备案名册报市鉴定管理中心 → 收到回执后登记备案。'}
          </Typography.Text>
        </>
      }
    >
      <Flex vertical gap={8} style={{ height: '100%' }}>
        <SelectionBar marks={marks} total={total} shown={ids.length} unit="张">
          {ended ? (
            <Button size="small" onClick={exportChanges}>
              导出变更备案名单
            </Button>
          ) : (
            <Button size="small" onClick={() => (withIds ? setAsking(true) : void exportRoster(''))}>
              导出备案名册
            </Button>
          )}
          {shown === 'change' && (
            <Button size="small" type="primary" onClick={() => setRecording(true)}>
              登记变更备案
            </Button>
          )}
          {shown === 'unfiled' && (
            <Button size="small" type="primary" onClick={() => setRecording(true)}>
              登记备案
            </Button>
          )}
        </SelectionBar>
        {list.error && <ErrorBlock error={list.error} />}
        <div style={{ flex: 1, minHeight: 0 }}>
          <FillTable<CardRow>
            minWidth={1000}
            rowKey="id"
            dataSource={rows}
            columns={filingColumns(shown === 'filed' || shown === 'changed' ? setClearing : null, ended)}
            loading={list.loading && !list.data}
            rowSelection={{
              columnWidth: 40,
              selectedRowKeys: marks.keysOf(ids),
              onChange: keys => marks.setKeys(ids, keys.map(Number)),
            }}
            pagination={{
              current: page.current,
              pageSize: page.size,
              total,
              onChange: (current, size) => setPage({ current, size }),
            }}
            locale={{
              emptyText: (
                <Empty
                  text={
                    asked
                      ? '没有符合条件的证卡'
                      : shown === 'unfiled'
                        ? '没有待备案的证卡'
                        : shown === 'filed'
                          ? '还没有登记过备案。在「待备案」中勾选证卡登记。'
                          : '没有备案以后解聘、届满或换发的证卡。'
                  }
                />
              ),
            }}
          />
        </div>
      </Flex>
      {editing && columns.data && <ColumnsModal {...columns.data} onClose={() => setEditing(false)} />}
      <RecordModal
        change={ended}
        open={recording}
        selection={marks.selection}
        count={marks.count}
        onClose={() => setRecording(false)}
        onDone={marks.clear}
      />
      <ReasonModal
        open={asking}
        danger={false}
        title="名册含身份证号码"
        okText="导出"
        placeholder="例如：按市鉴定管理中心要求报送"
        onOk={exportRoster}
        onClose={() => setAsking(false)}
      >
        细则没有要求身份证号码。确需报送的，请说明用途，会记入操作日志；不需要的，可在「名册栏目」中去掉该栏。
      </ReasonModal>
      <ReasonModal
        open={clearing !== null}
        title={clearing ? `撤销${ended ? '变更' : ''}备案登记：${clearing.name} ${clearing.code}` : ''}
        okText="撤销登记"
        onOk={async reason => {
          if (!clearing) return
          const { id, seen } = clearing
          await call(ended ? 'filing.clearChange' : 'filing.clear', { id, seen, reason })
          done(ended ? '已撤销变更备案登记' : '已撤销备案登记，该证卡回到待备案')
        }}
        onClose={() => setClearing(null)}
      >
        只用于登记有误的情形；撤销和原因会记入证卡台账。
      </ReasonModal>
    </PageFrame>
  )
}
