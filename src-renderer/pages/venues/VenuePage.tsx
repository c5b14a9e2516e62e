import { Button, Flex, Spin, Tabs } from 'antd'
import { type ComponentType, useState } from 'react'
import type { Venue } from '../../../src-shared/contract/venue.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { navigate, useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { BaselineTab } from './tabs/BaselineTab.tsx'
import { BasicTab } from './tabs/BasicTab.tsx'
import { CheckTab } from './tabs/CheckTab.tsx'
import { EquipmentTab } from './tabs/EquipmentTab.tsx'
import { FilesTab } from './tabs/FilesTab.tsx'
import { HistoryTab } from './tabs/HistoryTab.tsx'
import { ReadinessTab } from './tabs/ReadinessTab.tsx'
import { VenueFilingTag } from './tags.tsx'
import { type VenueAction, VenueActions } from './VenueActions.tsx'
import { VenueDialogs } from './VenueDialogs.tsx'

export type TabKey = 'basic' | 'equipment' | 'baseline' | 'check' | 'files' | 'readiness' | 'history'

export interface TabProps {
  venue: Venue
  reload: () => void
  onAction: (action: VenueAction) => void
}

const TABS: { key: TabKey; label: string; View: ComponentType<TabProps> }[] = [
  { key: 'basic', label: '基本信息', View: BasicTab },
  { key: 'equipment', label: '设备', View: EquipmentTab },
  { key: 'baseline', label: '备案基线', View: BaselineTab },
  { key: 'check', label: '核查', View: CheckTab },
  { key: 'files', label: '附件与照片', View: FilesTab },
  { key: 'readiness', label: '迎检准备', View: ReadinessTab },
  { key: 'history', label: '历史', View: HistoryTab },
]

/** Shows another part of the same venue. */
export const openTab = (id: number, tab: TabKey): Promise<void> => navigate('venue', { id: String(id), tab })

/** All that is known of one venue. */
export default function VenuePage() {
  const { params } = useLocation()
  const id = Number(params.id)
  return <Dossier key={id} id={id} tab={params.tab} />
}

function Dossier({ id, tab }: { id: number; tab?: string }) {
  const { data: venue, error, reload } = useCall('venue.get', { id }, ['venue'])
  const [action, setAction] = useState<VenueAction | null>(null)
  const shown = TABS.find(one => one.key === tab) ?? (TABS[0] as (typeof TABS)[number])
  if (!venue) {
    return (
      <PageFrame title="场地" extra={<Button onClick={() => navigate('venues')}>返回场地</Button>}>
        {error ? <ErrorBlock error={error} /> : <Spin />}
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title={venue.name}
      mark={<VenueFilingTag state={venue.filing} />}
      extra={
        <>
          <Button onClick={() => navigate('venues')}>返回场地</Button>
          <VenueActions venue={venue} onAction={setAction} />
        </>
      }
    >
      <Flex vertical style={{ height: '100%' }}>
        <Tabs
          activeKey={shown.key}
          onChange={key => {
            const next = TABS.find(one => one.key === key)
            if (next) void openTab(id, next.key)
          }}
          items={TABS.map(({ key, label }) => ({ key, label: labelOf(key, label, venue) }))}
          tabBarStyle={{ margin: '0 0 8px' }}
        />
        <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          <shown.View venue={venue} reload={reload} onAction={setAction} />
        </div>
      </Flex>
      <VenueDialogs venue={venue} action={action} onClose={() => setAction(null)} />
    </PageFrame>
  )
}

function labelOf(key: TabKey, label: string, venue: Venue): string {
  const count = { equipment: venue.devices, baseline: venue.baselines.length, files: venue.files.length }[key as string]
  return count ? `${label} ${count}` : label
}
