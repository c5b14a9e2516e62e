/** Which papers the items of 附件3 are judged by (requirements §3, §7; the rows that join several codes and items are told apart by subject). */

import { SLOTS, type Slot } from './evidence.ts'
import type { RecordKind } from './seal.ts'

/** By printed number, which is a label: 现场 has no 15 (T10). 12 and 16 are seen on the spot; §7 gives them no paper of their own. */
const ONSITE: Record<number, readonly Slot[]> = {
  1: ['P1'],
  2: ['P1', 'T1'],
  3: ['P3'],
  4: ['P2', 'Q3', 'Q4'],
  5: ['Q1', 'Q2', 'Q5'],
  6: ['R1', 'R2', 'R3', 'R4'],
  7: ['R1', 'R2', 'R3', 'R4'],
  8: ['R5', 'R7'],
  9: ['R5', 'R6'],
  10: ['R7'],
  11: ['X7'],
  13: ['P2', 'X4'],
  14: ['X1', 'X2', 'X3', 'X4', 'X5'],
  17: ['X6'],
}

/** 事后 16, 档案资料完整、规范: about all papers there are. */
export const EVERYTHING = 16

const AFTERWARDS: Record<number, readonly Slot[]> = {
  1: ['P1'],
  2: ['P1', 'T1'],
  3: ['P3', 'G3'],
  4: ['P2', 'Q3', 'Q4'],
  5: ['R8'],
  6: ['R1', 'R2', 'R3', 'R4'],
  7: ['X7'],
  8: ['Q1', 'Q2', 'Q5'],
  9: ['P2', 'X4'],
  10: ['X1', 'X2', 'X3', 'X4', 'X5'],
  11: ['X6'],
  12: ['D4', 'D6'],
  13: ['G1', 'G2', 'G3'],
  14: ['G2'],
  15: ['G7', 'G8'],
  [EVERYTHING]: SLOTS.map(facts => facts.slot),
}

const ITEMS: Record<RecordKind, Record<number, readonly Slot[]>> = { onsite: ONSITE, afterwards: AFTERWARDS }

/** The papers under item `number` of a form; none where the form has no such item. */
export const slotsOfItem = (kind: RecordKind, number: number): readonly Slot[] => ITEMS[kind][number] ?? []

/** The items that rest on a paper, as their printed numbers, in the form's order. */
export const itemsOfSlot = (kind: RecordKind, slot: Slot): string[] =>
  Object.entries(ITEMS[kind])
    .filter(([, slots]) => slots.includes(slot))
    .map(([number]) => number)
