import { Form, Input, Select, Tabs } from 'antd'
import type { ComponentType } from 'react'
import type { YearScope } from '../../../src-shared/contract/year.ts'
import { isDate } from '../../../src-shared/domain/dates.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { DateItem } from '../../components/typed/items.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { navigate, useLocation } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { PersonSelect } from '../batches/PersonSelect.tsx'
import { ReportTab } from './ReportTab.tsx'
import { WorkloadTab } from './WorkloadTab.tsx'

export interface YearProps {
  scope: YearScope
}

const TABS: Record<string, { label: string; View: ComponentType<YearProps> }> = {
  report: { label: '总结', View: ReportTab },
  workload: { label: '轮换与工作量', View: WorkloadTab },
}

interface Values {
  from: string | null
  to: string | null
  venueId?: number
  occupation?: string
  supervisorId?: number | null
}

/** 年度: what a period amounts to, by figures that open their rows, and who did the work. */
export default function YearPage() {
  const { today } = useSession()
  const { params } = useLocation()
  const [form] = Form.useForm<Values>()
  const year = today.slice(0, 4)
  const start: Values = { from: `${year}-01-01`, to: `${year}-12-31` }
  const values = useDebounced((Form.useWatch([], form) as Values | undefined) ?? start, 250)
  const venues = useCall('venue.list', { filter: {}, page: { offset: 0, limit: 500 } }, ['venue'])
  const scope = scopeOf(values)
  const tab = params.tab !== undefined && params.tab in TABS ? params.tab : 'report'
  const View = TABS[tab]?.View ?? ReportTab
  return (
    <PageFrame
      title="年度"
      filters={
        <Form<Values> form={form} name="year" layout="inline" initialValues={start}>
          <DateItem name="from" aria-label="起始日期" rules={[{ required: true, message: '请填写起始日期' }]} />
          <DateItem name="to" aria-label="截止日期" rules={[{ required: true, message: '请填写截止日期' }]} />
          {tab === 'report' && (
            <>
              <Form.Item name="venueId">
                <Select
                  allowClear
                  aria-label="场地"
                  placeholder="全部场地"
                  style={{ width: 160 }}
                  options={(venues.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Form.Item>
              <Form.Item name="occupation">
                <Input allowClear aria-label="职业" placeholder="全部职业" maxLength={60} style={{ width: 120 }} />
              </Form.Item>
              <Form.Item name="supervisorId" style={{ minWidth: 160 }}>
                <PersonSelect placeholder="全部内督员" />
              </Form.Item>
            </>
          )}
        </Form>
      }
    >
      <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Tabs
          activeKey={tab}
          onChange={next => void navigate('year', { tab: next })}
          items={Object.entries(TABS).map(([key, { label }]) => ({ key, label }))}
          tabBarStyle={{ margin: '0 0 8px' }}
        />
        <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          {scope ? <View scope={scope} /> : '请填写起止日期，截止不早于起始。'}
        </div>
      </div>
    </PageFrame>
  )
}

function scopeOf({ from, to, venueId, occupation, supervisorId }: Values): YearScope | null {
  if (!from || !to || !isDate(from) || !isDate(to) || to < from) return null
  return {
    from,
    to,
    ...(venueId ? { venueId } : {}),
    ...(occupation?.trim() ? { occupation: occupation.trim() } : {}),
    ...(supervisorId ? { supervisorId } : {}),
  }
}
