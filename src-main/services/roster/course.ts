/** 培训班: kept until it is finished, then 培训 and 考核 of everybody at once. */
import { type EntityManager, IsNull } from 'typeorm'
import type { Course, CoursePerson } from '../../../src-shared/contract/course.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type CourseRecord, CourseTable } from '../../db/entities/course.ts'
import { record } from '../audit.ts'
import type { Watch } from '../pace.ts'
import { addExam, addTraining, notStruck } from './qualification.ts'

/** The newest first. */
export async function listCourses(manager: EntityManager): Promise<Course[]> {
  const rows = await manager.find(CourseTable, { where: { struckAt: IsNull() }, order: { toOn: 'DESC', id: 'DESC' } })
  return Promise.all(rows.map(row => shown(manager, row)))
}

/** @throws AppError NOT_FOUND */
export async function showCourse(manager: EntityManager, id: number): Promise<Course> {
  return shown(manager, await requireCourse(manager, id))
}

async function requireCourse(manager: EntityManager, id: number): Promise<CourseRecord> {
  const row = await manager.findOneBy(CourseTable, { id, struckAt: IsNull() })
  if (!row) throw new AppError('NOT_FOUND', { what: '该培训班' })
  return row
}

/** null: there is nothing to judge yet, or nobody was examined. */
const passedOf = ({ score }: CoursePerson, mark: number): boolean | null =>
  typeof score === 'number' ? score >= mark : null

async function shown(manager: EntityManager, row: CourseRecord): Promise<Course> {
  const { recordedBy: _by, recordedAt: _at, struckAt: _s, struckBy: _b, strikeReason: _r, ...course } = row
  const names = new Map((await peopleOf(manager, row.people)).map(person => [person.id, person]))
  return {
    ...course,
    seen: UNSEEN,
    people: row.people.map(person => {
      const { name = '', department = '' } = names.get(person.supervisorId) ?? {}
      return { ...person, name, department, passed: passedOf(person, row.passMark) }
    }),
  }
}

const peopleOf = (manager: EntityManager, people: readonly CoursePerson[]) =>
  manager.query(
    'SELECT id, name, department FROM supervisor WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(people.map(person => person.supervisorId))],
  ) as Promise<{ id: number; name: string; department: string }[]>

const invalid = (field: string, message: string) =>
  new AppError('INPUT_INVALID', { detail: message }, { fields: { [field]: message } })

/** @throws AppError NOT_FOUND, STATE_BLOCKED once it is finished, INPUT_INVALID */
export async function saveCourse(
  manager: EntityManager,
  { id, ...input }: Parsed<'course.save'>,
  stamp: Stamp,
): Promise<Course> {
  if (input.toOn < input.fromOn) throw invalid('toOn', `不能早于开班日期 ${input.fromOn}`)
  const twice = input.people.find((one, i) => input.people.findIndex(p => p.supervisorId === one.supervisorId) !== i)
  const known = await peopleOf(manager, input.people)
  if (twice) throw invalid('people', `${known.find(one => one.id === twice.supervisorId)?.name ?? ''}在名单上有两次`)
  if (known.length < input.people.length) throw new AppError('NOT_FOUND', { what: '名单上的人员' })
  const long = input.people.find(person => (person.hours ?? 0) > input.hours)
  if (long) {
    const name = known.find(one => one.id === long.supervisorId)?.name ?? ''
    throw invalid('people', `${name}的学时 ${long.hours} 超过培训班的 ${input.hours} 学时`)
  }
  let at = id
  if (at === undefined) {
    const made = await manager.insert(CourseTable, {
      ...input,
      doneOn: null,
      ...notStruck,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    at = made.identifiers[0]?.id as number
  } else {
    requireOpen(await requireCourse(manager, at), '修改')
    await manager.update(CourseTable, { id: at }, input)
  }
  await record(manager, stamp, {
    action: 'course.save',
    text: `${id === undefined ? '登记' : '修改'}培训班「${input.name}」：${input.people.length} 人`,
  })
  return showCourse(manager, at)
}

function requireOpen({ name, doneOn }: CourseRecord, action: string): void {
  if (doneOn !== null) {
    throw new AppError('STATE_BLOCKED', {
      name,
      action,
      detail: `已于 ${doneOn} 记入个人档案；有误的请在个人档案中作废该条`,
    })
  }
}

/** Nobody's hours or score are guessed: who was not there gets no 培训, who was not examined no 考核. @throws AppError NOT_FOUND, STATE_BLOCKED */
export async function finishCourse(manager: EntityManager, id: number, stamp: Stamp, watch: Watch): Promise<Course> {
  const course = await requireCourse(manager, id)
  requireOpen(course, '记入个人档案')
  const there = course.people.filter(({ hours }) => (hours ?? 0) > 0)
  if (there.length === 0) {
    throw new AppError('STATE_BLOCKED', { name: course.name, action: '记入个人档案', detail: '还没有登记任何人的学时' })
  }
  const about = { on: course.toOn, subject: course.subject || course.name, organizer: course.organizer }
  for (const { supervisorId, hours } of there)
    await addTraining(manager, { ...about, hours }, { ids: [supervisorId] }, null, stamp, watch)
  for (const person of course.people) {
    const passed = passedOf(person, course.passMark)
    if (passed === null || typeof person.score !== 'number') continue
    const exam = { on: course.toOn, score: person.score, passed }
    await addExam(manager, exam, { ids: [person.supervisorId] }, null, stamp, watch)
  }
  await manager.update(CourseTable, { id }, { doneOn: stamp.today })
  await record(manager, stamp, {
    action: 'course.finish',
    text: `培训班「${course.name}」记入个人档案：培训 ${there.length} 人，考核 ${course.people.filter(p => typeof p.score === 'number').length} 人`,
  })
  return showCourse(manager, id)
}

/** @throws AppError NOT_FOUND, STATE_BLOCKED */
export async function strikeCourse(
  manager: EntityManager,
  { id, reason }: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const course = await requireCourse(manager, id)
  requireOpen(course, '作废')
  await manager.update(CourseTable, { id }, { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: reason })
  await record(manager, stamp, { action: 'course.strike', text: `作废培训班「${course.name}」：${reason}` })
}
