import type { DifferenceKind, FilingState } from '../../../src-shared/contract/venue.ts'
import type { CheckResult, CheckState } from '../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT, CHECK_STATE, DIFFERENCE, FILING } from '../../../src-shared/labels.ts'
import { State } from '../../components/State.tsx'
import type { StateName } from '../../components/states.ts'

const FILED: Record<FilingState, StateName> = {
  none: 'lack',
  submitted: 'doing',
  filed: 'done',
  expired: 'over',
}

/** 备案 of a venue, colour and word. */
export const VenueFilingTag = ({ state }: { state: FilingState }) => <State s={FILED[state]}>{FILING[state]}</State>

const FOUND: Record<CheckResult, StateName> = {
  match: 'done',
  short: 'lack',
  over: 'soon',
  duplicate: 'soon',
  model: 'soon',
}

export const ResultTag = ({ result }: { result: CheckResult }) => (
  <State s={FOUND[result]}>{CHECK_RESULT[result]}</State>
)

const CHECK: Record<CheckState, StateName> = { open: 'doing', finished: 'done', abandoned: 'off' }

export const CheckStateTag = ({ state }: { state: CheckState }) => <State s={CHECK[state]}>{CHECK_STATE[state]}</State>

const CHANGED: Record<DifferenceKind, StateName> = {
  added: 'soon',
  removed: 'lack',
  quantity: 'soon',
  model: 'soon',
}

export const DifferenceTag = ({ kind }: { kind: DifferenceKind }) => <State s={CHANGED[kind]}>{DIFFERENCE[kind]}</State>

/** What the inspector decided. */
export const OutcomeTag = ({ conforms }: { conforms: boolean }) => (
  <State s={conforms ? 'done' : 'block'}>{conforms ? '是：相符' : '否：不相符'}</State>
)

/** Rooms have names; devices without one stand under this. */
export const roomName = (room: string): string => room || '（未填位置）'
