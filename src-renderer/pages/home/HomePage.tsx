import { Button, Card, Flex } from 'antd'
import type { Todo } from '../../../src-shared/contract/audit.ts'
import { useCall } from '../../api.ts'
import { dateText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Findings } from '../../components/Findings.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { Acts } from './Acts.tsx'
import { ArchiveTodos } from './ArchiveTodos.tsx'
import { BackupNote } from './BackupNote.tsx'
import { DoubtNote } from './DoubtNote.tsx'
import { HealthNote } from './HealthNote.tsx'
import { RosterCounts } from './RosterCounts.tsx'
import { SupervisionTodos } from './SupervisionTodos.tsx'
import { Todos } from './Todos.tsx'

/** 工作台: what is to be done today, and where to begin. */
export default function HomePage() {
  const { today } = useSession()
  const { data, error } = useCall('home.todo', {}, ['supervisor', 'card', 'print', 'org'])
  return (
    <PageFrame
      title={`工作台　${dateText(today)}`}
      extra={
        <>
          <Button onClick={() => navigate('import')}>导入名册</Button>
          <Button type="primary" onClick={() => navigate('roster', { new: '1' })}>
            新增内督员
          </Button>
        </>
      }
    >
      {error && <ErrorBlock error={error} />}
      {data && <Desk todo={data} />}
    </PageFrame>
  )
}

function Desk({ todo }: { todo: Todo }) {
  if (todo.counts.total === 0) {
    return (
      <Flex vertical gap={12}>
        <FirstSteps todo={todo} />
        <Acts />
        <SupervisionTodos />
        <ArchiveTodos />
      </Flex>
    )
  }
  return (
    <Flex vertical gap={12}>
      <BackupNote />
      <DoubtNote />
      <Acts />
      <HealthNote />
      {todo.findings.length > 0 && (
        <Card size="small" title="机构">
          <Findings list={todo.findings} compact />
        </Card>
      )}
      <Card size="small" title="待办">
        <Todos todo={todo} />
      </Card>
      <SupervisionTodos />
      <ArchiveTodos />
      <Card size="small" title={`名册　共 ${todo.counts.total} 人`}>
        <RosterCounts counts={todo.counts} />
      </Card>
    </Flex>
  )
}

function FirstSteps({ todo }: { todo: Todo }) {
  return (
    <Card>
      <Empty
        text="名册里还没有人。可以从 Excel 名册整批导入，也可以逐个新增。"
        action={
          <Flex gap={8} justify="center">
            <Button type="primary" onClick={() => navigate('import')}>
              导入 Excel 名册
            </Button>
            <Button onClick={() => navigate('roster', { new: '1' })}>新增内督员</Button>
          </Flex>
        }
      />
      <Findings list={todo.findings} compact />
    </Card>
  )
}
