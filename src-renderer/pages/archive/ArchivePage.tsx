import { Tabs } from 'antd'
import type { ComponentType } from 'react'
import { PageFrame } from '../../components/PageFrame.tsx'
import { navigate, useLocation } from '../../location.ts'
import { AnchorTab } from './AnchorTab.tsx'
import { AccessTab } from './access/AccessTab.tsx'
import { FixityTab } from './fixity/FixityTab.tsx'
import { ExpiredTab } from './keep/ExpiredTab.tsx'
import { RetentionTab } from './keep/RetentionTab.tsx'
import { SealedTab } from './SealedTab.tsx'
import { VerifyTab } from './verify/VerifyTab.tsx'

const TABS: Record<string, { label: string; View: ComponentType }> = {
  sealed: { label: '封存一览', View: SealedTab },
  verify: { label: '包的核验', View: VerifyTab },
  anchor: { label: '纸面锚定', View: AnchorTab },
  access: { label: '查阅登记', View: AccessTab },
  retention: { label: '保管期限', View: RetentionTab },
  expired: { label: '到期与销毁', View: ExpiredTab },
  fixity: { label: '完好性检查', View: FixityTab },
}

/** 档案: what was sealed, handed out, looked at, kept and destroyed, over all batches. */
export default function ArchivePage() {
  const { params } = useLocation()
  const tab = params.tab !== undefined && params.tab in TABS ? params.tab : 'sealed'
  const View = TABS[tab]?.View ?? SealedTab
  return (
    <PageFrame title="档案">
      <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Tabs
          activeKey={tab}
          onChange={next => void navigate('archive', { tab: next })}
          items={Object.entries(TABS).map(([key, { label }]) => ({ key, label }))}
          tabBarStyle={{ margin: '0 0 8px' }}
        />
        <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          <View />
        </div>
      </div>
    </PageFrame>
  )
}
