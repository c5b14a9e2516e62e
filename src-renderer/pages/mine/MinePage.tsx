import { Button, Card, Flex, Table } from 'antd'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call, useCall } from '../../api.ts'
import { dateText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { State } from '../../components/State.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { useMe } from '../../persons/Me.tsx'
import { ErrorBlock } from '../../showError.tsx'

type Mine = Output<'mine.list'>

/** What an 内督员 sees: his own 委派单, its page for the exam room, and his records. */
export default function MinePage() {
  const me = useMe()
  const { data, error } = useCall('mine.list', {}, ['batch'])
  const { run, running } = useTask()
  const exportField = (id: number) =>
    run('正在导出', async options => {
      const saved = await call(
        'assign.exportField',
        { id, supervisorId: me?.supervisorId ?? 0, kind: 'onsite' },
        options,
      )
      if (saved) done('考场填写页已导出')
    })
  return (
    <PageFrame title="我的委派">
      {error && <ErrorBlock error={error} />}
      {data?.assignments.length === 0 && <Empty text="还没有您的委派单。委派后会显示在这里。" />}
      {data && data.assignments.length > 0 && (
        <Flex vertical gap={12}>
          <Card size="small" title="委派单">
            <Table<Mine['assignments'][number]>
              rowKey="id"
              size="small"
              pagination={false}
              dataSource={data.assignments}
              columns={[
                { title: '编号', dataIndex: 'number' },
                { title: '批次', dataIndex: 'batchName' },
                {
                  title: '场次',
                  render: (_, row) => row.sessions.map(s => `${s.date} ${s.fromTime}–${s.toTime}`).join('；'),
                },
                { title: '状态', render: (_, row) => (row.valid ? '有效' : '已作废') },
                {
                  title: '考场填写页',
                  render: (_, row) =>
                    row.valid && (
                      <Button size="small" disabled={running} onClick={() => void exportField(row.id)}>
                        导出
                      </Button>
                    ),
                },
              ]}
            />
          </Card>
          <Card size="small" title="督导记录">
            <Table<Mine['records'][number]>
              rowKey="id"
              size="small"
              pagination={false}
              dataSource={data.records}
              columns={[
                { title: '日期', render: (_, row) => dateText(row.on) },
                { title: '批次', dataIndex: 'batchName' },
                { title: '方式', render: (_, row) => (row.kind === 'onsite' ? '现场督导' : '事后督导') },
                {
                  title: '状态',
                  render: (_, row) =>
                    row.state === 'sealed' ? <State s="done">已封存</State> : <State s="todo">填写中</State>,
                },
              ]}
            />
          </Card>
        </Flex>
      )}
    </PageFrame>
  )
}
