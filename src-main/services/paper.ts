/** What an office has decided about its own papers: head line and columns, 考核项目, how a room is seated. Settings, not records. */
import type { EntityManager } from 'typeorm'
import { OWN_PAPER, SCORE_ITEMS, type ScoreItems } from '../../src-shared/contract/form.ts'
import type { Parsed } from '../../src-shared/contract/index.ts'
import { DEFAULT_SEATING, type Seating } from '../../src-shared/domain/seating.ts'
import { NO_OWN, type Own } from '../../src-shared/forms/own.ts'
import type { Stamp } from '../context.ts'
import { record } from './audit.ts'
import { getSetting, setSetting } from './setting.ts'

const SEATING = 'paper.seating'

type OwnPaper = Omit<Parsed<'paper.setOwn'>, 'seen'>

export const ownPaper = async (manager: EntityManager): Promise<OwnPaper & Own> => ({
  ...NO_OWN,
  columns: {},
  ...((await getSetting(manager, OWN_PAPER)) as Partial<OwnPaper> | null), // older ones say nothing of phones
})

export async function setOwnPaper(manager: EntityManager, own: OwnPaper, stamp: Stamp): Promise<void> {
  await setSetting(manager, OWN_PAPER, own)
  await record(manager, stamp, { action: 'paper.setOwn', text: '修改本机构用表的抬头和增列' })
}

export const scoreLists = async (manager: EntityManager): Promise<ScoreItems[]> =>
  ((await getSetting(manager, SCORE_ITEMS)) as ScoreItems[] | null) ?? []

/** Keeps one list; the list without items is taken off. */
export async function setScoreItems(manager: EntityManager, input: ScoreItems, stamp: Stamp): Promise<void> {
  const same = (list: ScoreItems) =>
    list.occupation === input.occupation && list.level === input.level && list.kind === input.kind
  const others = (await scoreLists(manager)).filter(list => !same(list))
  await setSetting(manager, SCORE_ITEMS, input.items.length > 0 ? [...others, input] : others)
  const name = [input.occupation, input.level].filter(Boolean).join(' ')
  await record(manager, stamp, { action: 'score.setItems', text: `保存「${name}」的考核项目 ${input.items.length} 项` })
}

/** How the room was seated the last time. */
export async function seatingOf(manager: EntityManager, room: string): Promise<Seating> {
  const kept = ((await getSetting(manager, SEATING)) as Record<string, Seating> | null) ?? {}
  return kept[room] ?? DEFAULT_SEATING
}

export async function keepSeating(manager: EntityManager, room: string, seating: Seating): Promise<void> {
  const kept = ((await getSetting(manager, SEATING)) as Record<string, Seating> | null) ?? {}
  await setSetting(manager, SEATING, { ...kept, [room]: seating })
}
