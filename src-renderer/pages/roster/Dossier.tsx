import { Drawer, Flex, Spin, Tabs, Typography } from 'antd'
import { useState } from 'react'
import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { useCall } from '../../api.ts'
import { StateTag } from '../../components/tags.tsx'
import { openPerson } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { type ActionKey, Actions } from './Actions.tsx'
import { DossierActions } from './DossierActions.tsx'
import { AppointmentTab } from './tabs/AppointmentTab.tsx'
import { BasicTab } from './tabs/BasicTab.tsx'
import { CardTab } from './tabs/CardTab.tsx'
import { ConditionTab } from './tabs/ConditionTab.tsx'
import { HistoryTab } from './tabs/HistoryTab.tsx'
import { RelationTab } from './tabs/RelationTab.tsx'
import { TrainingTab } from './tabs/TrainingTab.tsx'

export interface TabProps {
  person: Supervisor
  onAction: (action: ActionKey) => void
  reload: () => void
}

const TABS = [
  { key: 'basic', label: '基本信息', View: BasicTab },
  { key: 'training', label: '培训考核', View: TrainingTab },
  { key: 'condition', label: '条件确认', View: ConditionTab },
  { key: 'appointment', label: '聘任', View: AppointmentTab },
  { key: 'card', label: '证卡', View: CardTab },
  { key: 'relation', label: '回避关系', View: RelationTab },
  { key: 'history', label: '历史', View: HistoryTab },
]

const WIDTH = 920

/** 个人档案: all that is known of one person, over whatever page is open. */
export function Dossier({ id }: { id: number }) {
  const { data: person, error, reload } = useCall('supervisor.get', { id }, ['supervisor', 'card', 'org'])
  const [action, setAction] = useState<ActionKey | null>(null)
  return (
    <Drawer
      open
      size={Math.min(WIDTH, window.innerWidth - 24)}
      onClose={() => openPerson(null)}
      title={person ? <Title person={person} /> : '个人档案'}
      extra={person && <DossierActions person={person} onAction={setAction} />}
      styles={{ body: { paddingTop: 4 } }}
    >
      {error && <ErrorBlock error={error} />}
      {!person && !error && <Spin />}
      {person && (
        <>
          <Tabs
            destroyOnHidden={false}
            items={TABS.map(({ key, label, View }) => ({
              key,
              label,
              children: <View person={person} onAction={setAction} reload={reload} />,
            }))}
          />
          <Actions action={action} selection={{ ids: [id] }} count={1} onClose={() => setAction(null)} />
        </>
      )}
    </Drawer>
  )
}

function Title({ person }: { person: Supervisor }) {
  return (
    <Flex gap={8} align="center">
      <span>{person.name}</span>
      <Typography.Text type="secondary" style={{ fontWeight: 'normal' }}>
        {person.sex}　{person.age} 周岁
      </Typography.Text>
      <span style={{ fontWeight: 'normal' }}>
        <StateTag state={person.state} />
      </span>
    </Flex>
  )
}
