import { Button, Flex, Spin, Tabs } from 'antd'
import type { ComponentType } from 'react'
import type { Contest } from '../../../src-shared/contract/contest.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { navigate, useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { ContestActions } from './ContestActions.tsx'
import { OverviewTab } from './tabs/OverviewTab.tsx'
import { PapersTab } from './tabs/PapersTab.tsx'
import { PlacesTab } from './tabs/PlacesTab.tsx'
import { StaffTab } from './tabs/StaffTab.tsx'
import { VisitsTab } from './tabs/VisitsTab.tsx'
import { ContestTag } from './tags.tsx'

const KEYS = ['overview', 'places', 'staff', 'visits', 'papers'] as const
type TabKey = (typeof KEYS)[number]

export interface TabProps {
  contest: Contest
  /** In the recycle bin nothing may be changed. */
  closed: boolean
}

const TABS: Record<TabKey, { label: string; View: ComponentType<TabProps>; count?: (contest: Contest) => number }> = {
  overview: { label: '概况', View: OverviewTab },
  places: { label: '地点与安排（附件6）', View: PlacesTab, count: contest => contest.places.length },
  staff: { label: '赛务人员', View: StaffTab, count: contest => contest.staff.length },
  visits: { label: '督导', View: VisitsTab, count: contest => contest.visits.length },
  papers: { label: '资料', View: PapersTab },
}

/** All that belongs to one contest. */
export default function ContestPage() {
  const { params } = useLocation()
  const id = Number(params.id)
  return <OneContest key={id} id={id} tab={KEYS.find(key => key === params.tab) ?? 'overview'} />
}

function OneContest({ id, tab }: { id: number; tab: TabKey }) {
  const { data: contest, error } = useCall('contest.get', { id }, ['contest'])
  const { View } = TABS[tab]
  if (!contest) {
    return (
      <PageFrame title="竞赛" extra={<Button onClick={() => navigate('contests')}>返回竞赛</Button>}>
        {error ? <ErrorBlock error={error} /> : <Spin />}
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title={contest.name}
      mark={<ContestTag state={contest.state} />}
      extra={<ContestActions contest={contest} />}
    >
      <Flex vertical style={{ height: '100%' }}>
        <Tabs
          activeKey={tab}
          onChange={key => navigate('contest', { id: String(id), tab: key })}
          items={KEYS.map(key => {
            const { label, count } = TABS[key]
            const shown = count?.(contest)
            return { key, label: shown ? `${label} ${shown}` : label }
          })}
          tabBarStyle={{ margin: '0 0 8px' }}
        />
        <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          <View contest={contest} closed={contest.deletedAt !== null} />
        </div>
      </Flex>
    </PageFrame>
  )
}
