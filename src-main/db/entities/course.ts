import { EntitySchema } from 'typeorm'
import type { CoursePerson } from '../../../src-shared/contract/course.ts'
import { json, key, text, textOrNull } from './column.ts'

export interface CourseRecord {
  id: number
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
  people: CoursePerson[]
  /** The day on which it went into everybody's file; null before. */
  doneOn: string | null
  recordedBy: string
  recordedAt: string
  struckAt: string | null
  struckBy: string
  strikeReason: string
}

/** 培训班 */
export const CourseTable = new EntitySchema<CourseRecord>({
  name: 'training_class',
  columns: {
    id: key,
    name: text,
    subject: text,
    organizer: text,
    teacher: text,
    place: text,
    fromOn: text,
    toOn: text,
    hours: { type: 'real' },
    paper: text,
    passMark: { type: 'real' },
    people: json,
    doneOn: textOrNull,
    recordedBy: text,
    recordedAt: text,
    struckAt: textOrNull,
    struckBy: text,
    strikeReason: text,
  },
})
