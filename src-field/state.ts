import type { FieldSheet } from '../src-shared/field.ts'

export type Answer = 'yes' | 'no' | null

export interface Photo {
  number: string // '' belongs to the record as a whole
  name: string
  blob: Blob
}

/** What was filled in so far. */
export interface State {
  badge: Answer
  items: { number: string; answer: Answer; remark: string }[]
  opinion: string
  phases: ('before' | 'during' | 'after')[]
  on: string
  sessionIds: number[]
  photos: Photo[]
}

export const numberOf = (item: string): string => /^\d+/.exec(item)?.[0] ?? ''

export const emptyState = (sheet: FieldSheet): State => ({
  badge: null,
  items: sheet.groups
    .flatMap(group => group.parts.flatMap(part => part.items))
    .map(item => ({ number: numberOf(item), answer: null, remark: '' })),
  opinion: '',
  phases: [sheet.kind === 'onsite' ? 'during' : 'after'],
  on: sheet.on,
  sessionIds: sheet.sessions.map(session => session.id),
  photos: [],
})
