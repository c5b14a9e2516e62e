/** 第九条 回避: declared relations between a supervisor and those who work in a session or are examined there. */
import { STAFF_ROLE } from '../labels.ts'
import type { Assignable, Relation, RelationKind } from './assignment.ts'
import { type Crew, nameOf } from './crew.ts'
import { type Finding, finding } from './rules.ts'
import { nameKey } from './text.ts'

/** A relation that somebody in the session declared with another person. */
export interface Declared {
  /** Who declared it, and what he is here: 李四（考评人员）. */
  by: string
  id: number
  relation: Relation
  /** He is here by the roster's number, not by his name alone. */
  certain: boolean
}

export interface Scene {
  crew: Crew
  /** Keys (`nameKey`) of those examined: a name in radicals or without its point is the same person. */
  candidates: ReadonlySet<string>
  declared: readonly Declared[]
}

/** The relations of roster people who are in the session themselves: declared from either side, a relation counts. */
export function sceneOf(crew: Crew, names: Iterable<string>, people: readonly Assignable[]): Scene {
  const candidates = names instanceof Set ? (names as ReadonlySet<string>) : new Set([...names].map(nameKey))
  const declared = people.flatMap(person => {
    if (person.relations.length === 0) return []
    const role = roleOf(person, crew, candidates)
    if (!role) return []
    const certain = crew.of(person).some(member => member.personId === person.id)
    return person.relations.map(relation => ({ by: `${person.name}（${role}）`, id: person.id, relation, certain }))
  })
  return { crew, candidates, declared }
}

function roleOf(person: Assignable, crew: Crew, candidates: ReadonlySet<string>): string | undefined {
  const [member] = crew.of(person)
  if (member) return STAFF_ROLE[member.role]
  return candidates.has(nameOf(person, person.name)) ? '考生' : undefined
}

const meant = (r: Relation, person: Assignable): boolean =>
  r.withId != null ? r.withId === person.id : nameOf(r, r.withName) === nameOf(person, person.name)

/** What the organisation may judge not to affect 客观公正; everything else never (第九条). */
const JUDGED: ReadonlySet<RelationKind> = new Set(['同事', '培训授课'])
export const isFirm = (kind: RelationKind): boolean => !JUDGED.has(kind)

/**
 * R-AVOID, R-AVOID-WORK, R-AVOID-NAME for one person: one finding per relation that is present, and a reminder when a namesake is examined. Where two
 * entries are one person by the roster's number, that is certain; where only names agree, it is asked.
 */
export function checkAvoidance(person: Assignable, scene: Scene): Finding[] {
  const found = new Map<string, Finding>()
  const add = (who: string, kind: RelationKind, by: string, certain: boolean): void => {
    const key = `${who}|${kind}`
    // Certain by one way, it is not asked by the other.
    if (!found.has(key) || certain) found.set(key, avoid(person.name, who, kind, by, certain))
  }
  for (const { by, id, relation, certain } of scene.declared) {
    if (id !== person.id && meant(relation, person)) add(by, relation.kind, by, certain && relation.withId != null)
  }
  for (const r of person.relations) {
    const by = r.declaredBy === 'self' ? '本人' : '他人'
    for (const m of scene.crew.with(r)) {
      add(`${m.name}（${STAFF_ROLE[m.role]}）`, r.kind, by, r.withId != null && r.withId === m.personId)
    }
    if (scene.candidates.has(nameOf(r, r.withName))) add(`${r.withName}（考生）`, r.kind, by, false)
  }
  if (scene.candidates.has(nameOf(person, person.name))) {
    const message = `考生名册中有「${person.name}」，与其同名`
    found.set('', { ...finding('R-AVOID', message, '请核对；若是本人参加考试，应当回避。'), severity: 'warn' })
  }
  return [...found.values()]
}

function avoid(name: string, who: string, kind: RelationKind, by: string, certain: boolean): Finding {
  const facts = { 关系: kind, 对方: who, 申报: by }
  if (!isFirm(kind)) {
    const remedy = '请另选内督员；确不影响客观公正的，由负责人认定，写明理由后委派。'
    return finding('R-AVOID-WORK', `${name}与${who}有${kind}关系`, remedy, facts)
  }
  if (certain) return finding('R-AVOID', `${name}与${who}有${kind}关系，应当回避`, '请另选内督员。', facts)
  return finding(
    'R-AVOID-NAME',
    `${name}申报的${kind}与${who}同名`,
    '请核对是否同一人：是的，应当回避，请另选内督员；不是的，写明核对的依据后委派。',
    facts,
  )
}
