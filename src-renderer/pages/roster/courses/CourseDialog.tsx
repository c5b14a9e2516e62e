import { Flex, Form, Input, InputNumber } from 'antd'
import type { Course } from '../../../../src-shared/contract/course.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import { CoursePeople, type Pupil, pupilText } from './CoursePeople.tsx'

interface Values {
  name: string
  subject: string
  organizer: string
  teacher: string
  place: string
  fromOn: string
  toOn: string
  hours: number
  paper: string
  passMark: number
  people: Pupil[]
}

/** One 培训班: what was taught, and who was there with which hours and score. */
export function CourseDialog({ course, onClose }: { course: Course | null; onClose: () => void }) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  return (
    <FormModal<Values>
      title={course ? `修改培训班　${course.name}` : '登记培训班'}
      okText="保存培训班"
      name="course"
      width={820}
      form={form}
      enterSubmits={false}
      initial={course ? valuesOf(course) : { ...EMPTY, fromOn: today, toOn: today }}
      edited={
        course
          ? {
              seen: course.seen,
              again: async () => {
                const now = (await call('course.list', {})).courses.find(one => one.id === course.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
              names: { people: '学员' },
              words: { people: value => (value as Pupil[]).map(pupilText).join('、') },
            }
          : undefined
      }
      submit={async ({ people, ...values }, options, seen) => {
        const said = {
          ...values,
          people: people.map(({ supervisorId, hours, score }) => ({ supervisorId, hours, score })),
        }
        await call('course.save', course ? { ...said, id: course.id, seen } : said, options)
        done('已保存培训班')
      }}
      onClose={onClose}
    >
      <Flex gap={12}>
        <Form.Item
          name="name"
          label="培训班"
          style={{ flex: 2 }}
          rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
        >
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="subject" label="培训内容" style={{ flex: 2 }}>
          <Input maxLength={100} />
        </Form.Item>
      </Flex>
      <Flex gap={12}>
        <DateItem
          name="fromOn"
          label="开班日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写开班日期' }]}
        />
        <DateItem
          name="toOn"
          label="结束日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写结束日期' }]}
        />
        <Form.Item name="hours" label="学时" style={{ width: 90 }} rules={[{ required: true, message: '请填写学时' }]}>
          <InputNumber min={0.5} max={999} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="passMark"
          label="合格线"
          style={{ width: 90 }}
          rules={[{ required: true, message: '请填写合格线' }]}
        >
          <InputNumber min={0} max={1000} style={{ width: '100%' }} />
        </Form.Item>
      </Flex>
      <Flex gap={12}>
        <Form.Item name="organizer" label="组织单位" style={{ flex: 1 }}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="teacher" label="授课人" style={{ flex: 1 }}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="place" label="地点" style={{ flex: 1 }}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="paper" label="试卷" style={{ flex: 1 }}>
          <Input maxLength={100} />
        </Form.Item>
      </Flex>
      <Form.Item
        name="people"
        label="学员（学时、成绩可以从 Excel 整列粘贴；缺考填“缺考”，没有参加的学时留空）"
        rules={[READABLE]}
      >
        <CoursePeople />
      </Form.Item>
    </FormModal>
  )
}

const READABLE = {
  validator: async (_: unknown, people: Pupil[] = []) => {
    const unread = people.filter(person => Object.keys(person.unread ?? {}).length > 0)
    if (unread.length > 0)
      throw new Error(`${unread.map(({ name }) => name).join('、')}的学时或成绩不是数，请改正（成绩可填“缺考”）`)
  },
}

const EMPTY = {
  ...{ name: '', subject: '', organizer: '', teacher: '', place: '', paper: '' },
  ...{ hours: 8, passMark: 60, people: [] },
}

const valuesOf = ({ id: _id, seen: _seen, doneOn: _done, people, ...course }: Course): Values => ({
  ...course,
  people: people.map(({ supervisorId, name, hours, score }) => ({ supervisorId, name, hours, score })),
})
