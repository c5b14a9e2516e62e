import { Button, Drawer, Flex, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import type { Course } from '../../../../src-shared/contract/course.ts'
import { call, useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { CourseDialog } from './CourseDialog.tsx'

/** 培训班: each with its people, papers, and the step that puts it into everybody's file. */
export function CoursesDrawer({ onClose }: { onClose: () => void }) {
  const { data, error, loading } = useCall('course.list', {}, ['supervisor'])
  const [open, setOpen] = useState<Course | 'new' | null>(null)
  const [striking, setStriking] = useState<Course | null>(null)
  const { run, running } = useTask()
  const finish = async ({ id, seen, name }: Course) => {
    const course = await run('正在记入个人档案', options => call('course.finish', { id, seen }, options))
    if (course)
      done(`培训班「${name}」已记入 ${course.people.filter(person => (person.hours ?? 0) > 0).length} 人的个人档案`)
  }
  return (
    <Drawer
      open
      title="培训班"
      size={900}
      onClose={onClose}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          登记培训班
        </Button>
      }
    >
      {error && !data && <ErrorBlock error={error} />}
      <Table<Course>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.courses ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: data ? <Empty text="还没有登记培训班。" /> : ' ' }}
        columns={[
          { title: '日期', width: 110, className: 'num', dataIndex: 'toOn' },
          { title: '培训班', dataIndex: 'name', ellipsis: true },
          { title: '学时', dataIndex: 'hours', width: 60, align: 'right', className: 'num' },
          { title: '人数', width: 60, align: 'right', className: 'num', render: (_, row) => row.people.length },
          {
            title: '合格',
            width: 60,
            align: 'right',
            className: 'num',
            render: (_, row) => row.people.filter(person => person.passed).length,
          },
          {
            title: '',
            width: 400,
            render: (_, row) => (
              <Flex gap={8} wrap>
                <FormsButton size="small" subject={{ kind: 'course', id: row.id }} />
                {row.doneOn === null ? (
                  <>
                    <Button size="small" onClick={() => setOpen(row)}>
                      修改
                    </Button>
                    <Popconfirm
                      title="记入每个人的个人档案？"
                      description="有学时的记为培训，有成绩的记为考核；记入后本班不再修改。"
                      okText="记入"
                      onConfirm={() => finish(row)}
                    >
                      <Button size="small" loading={running}>
                        记入个人档案
                      </Button>
                    </Popconfirm>
                    <Button size="small" danger type="text" onClick={() => setStriking(row)}>
                      作废
                    </Button>
                  </>
                ) : (
                  <span>已于 {row.doneOn} 记入个人档案</span>
                )}
              </Flex>
            ),
          },
        ]}
      />
      {open && <CourseDialog course={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <ReasonModal
        open={striking !== null}
        title={`作废培训班　${striking?.name ?? ''}`}
        okText="作废"
        onOk={async reason => {
          if (striking) await call('course.strike', { id: striking.id, seen: striking.seen, reason })
          done('培训班已作废')
        }}
        onClose={() => setStriking(null)}
      />
    </Drawer>
  )
}
