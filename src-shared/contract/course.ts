/** 培训班 (第十一条): people, 学时, attendance, exam; finished, it goes into everybody's file at once. */
import { z } from 'zod'
import { id, isoDate, none, required, text } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

export const coursePerson = z.strictObject({
  supervisorId: id,
  /** Attended; null: not there. */
  hours: z.number().min(0).max(999).nullable(),
  /** Of the exam; absent: 缺考; null: not entered. */
  score: z.union([z.number().min(0).max(1000), z.literal('absent')]).nullable(),
})

export const courseInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  name: required(80),
  subject: text(100),
  organizer: text(100),
  teacher: text(60),
  place: text(100),
  fromOn: isoDate,
  toOn: isoDate,
  hours: z.number().min(0.5, '至少半个学时').max(999),
  paper: text(100), // 试卷
  passMark: z.number().min(0).max(1000), // the office's own: the regulation names none
  people: z.array(coursePerson).max(500),
})

const course = courseInput.omit({ id: true, seen: true, people: true }).extend({
  id,
  seen: seenOf('training_class'),
  people: z.array(coursePerson.extend({ name: z.string(), department: z.string(), passed: z.boolean().nullable() })),
  doneOn: isoDate.nullable(),
})

const reason = required(200)

export const courseRoutes = {
  'course.list': route(none, z.object({ courses: z.array(course) })),
  'course.save': edit('training_class', courseInput, course),
  /** Writes 培训 and 考核 into the file of everybody who was there; after that it does not change. */
  'course.finish': edit('training_class', z.strictObject({ id, seen }), course),
  /** Made by mistake: struck out before it is finished. */
  'course.strike': edit('training_class', z.strictObject({ id, seen, reason }), z.object({})),
}

export type Course = z.infer<typeof course>
export type CoursePerson = z.infer<typeof coursePerson>
