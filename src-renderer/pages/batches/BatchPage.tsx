import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Flex, Spin, Tabs } from 'antd'
import { type ComponentType, useState } from 'react'
import type { Batch } from '../../../src-shared/contract/batch.ts'
import { call, useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'
import { navigate, useLocation } from '../../location.ts'
import { ErrorBlock, showError } from '../../showError.tsx'
import { FormsButton } from '../forms/FormsButton.tsx'
import { MediaTab } from './archive/MediaTab.tsx'
import { SlotsTab } from './archive/SlotsTab.tsx'
import { CopyBatch } from './CopyBatch.tsx'
import { EditBatch } from './EditBatch.tsx'
import { CheckTab } from './seal/CheckTab.tsx'
import { FrozenBanner, FrozenMarks } from './seal/Frozen.tsx'
import { SealTab } from './seal/SealTab.tsx'
import { AssignTab } from './tabs/AssignTab.tsx'
import { CandidatesTab } from './tabs/CandidatesTab.tsx'
import { FixTab } from './tabs/FixTab.tsx'
import { MockTab } from './tabs/MockTab.tsx'
import { OverviewTab } from './tabs/OverviewTab.tsx'
import { RecordsTab } from './tabs/RecordsTab.tsx'
import { SessionsTab } from './tabs/SessionsTab.tsx'
import { StaffTab } from './tabs/StaffTab.tsx'
import { VisitsTab } from './tabs/VisitsTab.tsx'
import { PhaseTag } from './tags.tsx'

const KEYS = [
  'overview',
  'sessions',
  'staff',
  'candidates',
  'assign',
  'records',
  'visits',
  'fix',
  'mock',
  'archive',
  'media',
  'check',
  'seal',
] as const
export type TabKey = (typeof KEYS)[number]

export interface TabProps {
  batch: Batch
  /** In the recycle bin nothing may be changed. */
  closed: boolean
}

interface Tab {
  label: string
  View: ComponentType<TabProps>
  count?: (batch: Batch) => number
  /** Content that 封存 and 调查冻结 freeze: the tab says so. */
  freezes?: true
}

const TABS: Record<TabKey, Tab> = {
  overview: { label: '概况', View: OverviewTab, freezes: true },
  sessions: { label: '场次', View: SessionsTab, count: batch => batch.sessions.length, freezes: true },
  staff: { label: '人员', View: StaffTab, count: batch => batch.staff.length, freezes: true },
  candidates: { label: '考生', View: CandidatesTab, count: batch => batch.candidates, freezes: true },
  assign: { label: '委派', View: AssignTab, freezes: true },
  records: { label: '督导记录', View: RecordsTab, freezes: true },
  visits: { label: '外督', View: VisitsTab },
  fix: { label: '整改', View: FixTab },
  mock: { label: '模拟督导', View: MockTab },
  archive: { label: '资料', View: SlotsTab, freezes: true },
  media: { label: '影像', View: MediaTab, freezes: true },
  check: { label: '检测', View: CheckTab },
  seal: { label: '封存与导出', View: SealTab },
}

/** Shows another part of the same batch. */
export const openTab = (id: number, tab: TabKey): Promise<void> => navigate('batch', { id: String(id), tab })

/** All that belongs to one 认定批次. */
export default function BatchPage() {
  const { params } = useLocation()
  const id = Number(params.id)
  return <OneBatch key={id} id={id} tab={KEYS.find(key => key === params.tab) ?? 'overview'} />
}

function OneBatch({ id, tab }: { id: number; tab: TabKey }) {
  const { data: batch, error } = useCall('batch.get', { id }, ['batch', 'venue', 'org'])
  const { View, label, freezes } = TABS[tab]
  if (!batch) {
    return (
      <PageFrame title="批次" extra={<Button onClick={() => navigate('batches')}>返回批次</Button>}>
        {error ? <ErrorBlock error={error} /> : <Spin />}
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title={batch.name}
      mark={
        <Flex gap={4}>
          <PhaseTag phase={batch.phase} />
          <FrozenMarks batchId={id} />
        </Flex>
      }
      extra={<Actions batch={batch} />}
    >
      <Flex vertical style={{ height: '100%' }}>
        <Tabs
          activeKey={tab}
          onChange={key => {
            const next = KEYS.find(one => one === key)
            if (next) void openTab(id, next)
          }}
          items={KEYS.map(key => {
            const { label, count } = TABS[key]
            const shown = count?.(batch)
            return { key, label: shown ? `${label} ${shown}` : label }
          })}
          tabBarStyle={{ margin: '0 0 8px' }}
        />
        {freezes && <FrozenBanner batchId={id} what={label} />}
        <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          <View batch={batch} closed={batch.deletedAt !== null} />
        </div>
      </Flex>
    </PageFrame>
  )
}

function Actions({ batch }: { batch: Batch }) {
  const [open, setOpen] = useState<'edit' | 'copy' | 'remove' | null>(null)
  const back = <Button onClick={() => navigate('batches')}>返回批次</Button>
  const close = () => setOpen(null)
  if (batch.deletedAt) {
    return (
      <>
        {back}
        <Button
          type="primary"
          onClick={() =>
            call('batch.restore', { id: batch.id, seen: batch.seen }).then(() => done('已恢复'), showError)
          }
        >
          从回收站恢复
        </Button>
      </>
    )
  }
  return (
    <>
      {back}
      <FormsButton subject={{ kind: 'batch', id: batch.id }} />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'copy', label: '复制为新批次' },
            { key: 'remove', label: '移入回收站', danger: true },
          ],
          onClick: ({ key }) => setOpen(key === 'copy' ? 'copy' : 'remove'),
        }}
      >
        <Button>
          更多 <DownOutlined />
        </Button>
      </Dropdown>
      <Button type="primary" onClick={() => setOpen('edit')}>
        修改
      </Button>
      {open === 'edit' && <EditBatch batch={batch} onClose={close} />}
      {open === 'copy' && <CopyBatch from={batch} onClose={close} />}
      <ReasonModal
        open={open === 'remove'}
        title={`移入回收站　${batch.name}`}
        okText="移入回收站"
        onOk={async reason => {
          await call('batch.remove', { id: batch.id, seen: batch.seen, reason })
          done('已移入回收站')
        }}
        onClose={close}
      >
        <p>批次和它的场次、人员、考生一并移入回收站，随时可以恢复。已有委派单或外督记录的批次须留档，不能移入。</p>
      </ReasonModal>
    </>
  )
}
