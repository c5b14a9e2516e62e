/** People and organisations as the window makes them: through routes only. Everything is in order; a test breaks one thing. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { checkCharacter } from '../../src-shared/domain/idNumber.ts'
import { portrait } from '../print/pictures.ts'
import { newFolder, TODAY, type World } from './world.ts'

export type Person = Output<'supervisor.save'>

export const orgInput: Input<'org.save'> = {
  name: '北京亦庄技能评价中心',
  kind: 'S',
  number: 'S000011002001',
  place: '11',
  printedBy: '',
  logoPlace: 'none',
  rulesFrom: null,
  ageReading: 'A',
  codeMode: 'auto',
  filingContact: '市鉴定管理中心',
}

export const addOrg = (world: World, over: Partial<Input<'org.save'>> = {}) =>
  world.call('org.save', { ...orgInput, ...over })

export const personInput: Input<'supervisor.save'> = {
  name: '张三',
  sex: '男',
  birth: '1985-05-05',
  phone: '',
  department: '质量部',
  position: '工程师',
  education: '本科',
  source: '本机构选聘',
  note: '',
}

/** 候选 */
export const addPerson = (world: World, over: Partial<Input<'supervisor.save'>> = {}) =>
  world.call('supervisor.save', { ...personInput, ...over })

const ALL = ['c1', 'c2', 'c3', 'c4', 'health'] as const

/** Training, exam and conditions on record, for all of `ids`. */
export async function qualify(world: World, ids: number[], on = '2026-10-15'): Promise<void> {
  const selection = { ids }
  await world.call('training.add', { selection, on, hours: 16, subject: '政策', organizer: '本机构', attachment: null })
  await world.call('exam.add', { selection, on, score: 92, passed: true, attachment: null })
  await world.call('attestation.add', { selection, clauses: [...ALL], by: '王主任', on, attachment: null })
}

/** 考核合格 */
export async function addQualified(world: World, over: Partial<Input<'supervisor.save'>> = {}): Promise<Person> {
  const person = await addPerson(world, over)
  await qualify(world, [person.id])
  return world.call('supervisor.get', { id: person.id })
}

export async function appoint(world: World, ids: number[], start = TODAY): Promise<void> {
  const result = await world.call('appointment.appoint', { selection: { ids }, start, document: '聘〔2026〕1号' })
  if (result.done !== ids.length) throw new Error(`not appointed: ${JSON.stringify(result.refused)}`)
}

/** 聘任 */
export async function addAppointed(
  world: World,
  over: Partial<Input<'supervisor.save'>> = {},
  start = TODAY,
): Promise<Person> {
  const person = await addQualified(world, over)
  await appoint(world, [person.id], start)
  return world.call('supervisor.get', { id: person.id })
}

/** The cards issued to `ids`, in the order of their codes. */
export async function issue(world: World, ids: number[], issuedOn = world.today) {
  const result = await world.call('card.issue', { selection: { ids }, issuedOn })
  if (result.issued.length !== ids.length) throw new Error(`not issued: ${JSON.stringify(result.refused)}`)
  return result.issued
}

export async function addCarded(world: World, over: Partial<Input<'supervisor.save'>> = {}, start = TODAY) {
  const person = await addAppointed(world, over, start)
  const [card] = await issue(world, [person.id])
  if (!card) throw new Error('no card')
  return { person, card }
}

export async function addPhoto(world: World, id: number, seed = id): Promise<string> {
  const image = { name: `${seed}.jpg`, bytes: new Uint8Array(portrait(seed)) }
  return (await world.call('supervisor.setPhoto', { id, image })).photo
}

/** A valid 身份证 number of that birth date and sex. */
export function idNumber(birth: string, sex: '男' | '女', order = 1): string {
  const first = `110105${birth.replaceAll('-', '')}${String(order * 2 + (sex === '男' ? 1 : 0)).padStart(3, '0')}`
  return first + checkCharacter(first)
}

/** All cards, oldest code first. */
export const allCards = async (world: World) =>
  (await world.call('card.list', { filter: {}, sort: { by: 'code', desc: false }, page: { offset: 0, limit: 500 } }))
    .rows

/** The rules that a refusal names. */
export const rules = (refused: { findings: { rule: string }[] }[]): string[] =>
  refused.flatMap(r => r.findings.map(f => f.rule))

/** Its pages leave the program as a PDF: only then has a job a result that can be recorded. */
export async function saveJob(world: World, jobId: string, file: 'front' | 'both' = 'both'): Promise<void> {
  const folder = newFolder('pdf')
  world.answers.save.push(join(folder, `${file}.pdf`))
  await world.call('print.savePdf', { jobId, file, printer: null })
  rmSync(folder, { recursive: true })
}
