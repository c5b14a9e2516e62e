import { Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { DEADLINE_STATE } from '../../../src-shared/labels.ts'
import { call } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { useLocation } from '../../location.ts'
import { AddDialog } from './AddDialog.tsx'
import { DeadlineTable } from './DeadlineTable.tsx'
import { MonthView } from './MonthView.tsx'
import { YearsView } from './YearsView.tsx'

const STATES = Object.keys(DEADLINE_STATE) as Deadline['state'][]
const OPEN: Deadline['state'][] = ['overdue', 'soon', 'open', 'unknown']
type View = 'list' | 'month' | 'years'

/** 期限: everything that is due, by the articles that say so (第二十二条, 附件3 注2), and the calendar that working days are counted by. */
export default function DeadlinesPage() {
  const { params } = useLocation()
  return <Deadlines key={JSON.stringify(params)} params={params} />
}

function Deadlines({ params }: { params: Record<string, string> }) {
  const asked = STATES.filter(state => (params.state ?? '').split(',').includes(state))
  const [states, setStates] = useState(asked.length > 0 ? asked : OPEN)
  const [view, setView] = useState<View>(params.view === 'years' ? 'years' : 'list')
  const [adding, setAdding] = useState(false)
  const { run } = useTask()
  const save = async () => {
    const file = await run('正在导出日历文件', options => call('deadline.ics', {}, options))
    if (file) done(`已保存：${file.path}`)
  }
  return (
    <PageFrame
      title="期限"
      extra={
        <>
          <Button onClick={save}>导出日历文件（.ics）</Button>
          <Button type="primary" onClick={() => setAdding(true)}>
            新增期限
          </Button>
        </>
      }
      filters={
        <>
          <Segmented<View>
            aria-label="显示方式"
            value={view}
            onChange={setView}
            options={[
              { value: 'list', label: '列表' },
              { value: 'month', label: '月历' },
              { value: 'years', label: '工作日年历' },
            ]}
          />
          {view !== 'years' && (
            <Checkbox.Group
              aria-label="状态"
              value={states}
              onChange={next => setStates(STATES.filter(state => next.includes(state)))}
              options={STATES.map(value => ({ value, label: DEADLINE_STATE[value] }))}
            />
          )}
        </>
      }
    >
      {view === 'list' && <DeadlineTable key={states.join()} states={states} />}
      {view === 'month' && <MonthView states={states} />}
      {view === 'years' && <YearsView />}
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </PageFrame>
  )
}
