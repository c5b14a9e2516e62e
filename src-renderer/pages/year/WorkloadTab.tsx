import { Button, Flex, Table } from 'antd'
import type { Workload } from '../../../src-shared/contract/year.ts'
import { call, useCall } from '../../api.ts'
import { PersonName } from '../../components/PersonName.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'
import { FormsSet } from '../batches/FormsSet.tsx'
import type { YearProps } from './YearPage.tsx'

/** 轮换与工作量: who was sent how often, for how long, and with whom. */
export function WorkloadTab({ scope: { from, to } }: YearProps) {
  const { data, error, loading } = useCall('year.workload', { from, to }, ['batch', 'supervisor'])
  const { run, running } = useTask()
  const save = async () => {
    const saved = await run('正在导出', options => call('year.saveWorkload', { from, to }, options))
    if (saved) done(`已保存：${saved.path}`)
  }
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} justify="end">
        <Button loading={running} onClick={save}>
          导出 Excel
        </Button>
        <FormsSet
          text="打印工作量与轮换表"
          items={[{ form: 'workloadTable', mode: 'filled', subject: { kind: 'year', from, to } }]}
        />
      </Flex>
      <Table<Workload>
        size="small"
        rowKey="supervisorId"
        loading={loading && !data}
        dataSource={data?.people ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 1000 }}
        locale={{ emptyText: '这一期间没有委派。' }}
        columns={[
          { title: '内督员', width: 120, render: (_, row) => <PersonName id={row.supervisorId} name={row.name} /> },
          { title: '委派单', dataIndex: 'assignments', ...NUM },
          { title: '批次', dataIndex: 'batches', ...NUM },
          { title: '场次', dataIndex: 'sessions', ...NUM, sorter: (a, b) => a.sessions - b.sessions },
          {
            title: '小时',
            ...NUM,
            sorter: (a, b) => a.minutes - b.minutes,
            render: (_, row) => Math.round(row.minutes / 6) / 10,
          },
          { title: '督导记录', dataIndex: 'records', ...NUM },
          { title: '否', dataIndex: 'noes', ...NUM },
          { title: '没有记录的场次', dataIndex: 'late', ...NUM, width: 130, sorter: (a, b) => a.late - b.late },
          { title: '最近一次', dataIndex: 'lastOn', width: 120, className: 'num' },
          {
            title: '同场最多的考评员',
            render: (_, row) => (row.together > 0 ? `${row.examiner}，${row.together} 场` : '—'),
          },
        ]}
      />
    </Flex>
  )
}

const NUM = { width: 90, align: 'right', className: 'num' } as const
