import { Tag } from 'antd'
import type { DifferenceKind, FilingState } from '../../../src-shared/contract/venue.ts'
import type { CheckResult, CheckState } from '../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT, CHECK_STATE, DIFFERENCE, FILING } from '../../../src-shared/labels.ts'

const FILING_COLOR: Record<FilingState, string> = {
  none: 'warning',
  submitted: 'processing',
  filed: 'success',
  expired: 'error',
}

/** 备案 of a venue, colour and word. */
export const VenueFilingTag = ({ state }: { state: FilingState }) => (
  <Tag color={FILING_COLOR[state]}>{FILING[state]}</Tag>
)

const RESULT_COLOR: Record<CheckResult, string> = {
  match: 'success',
  short: 'error',
  over: 'orange',
  duplicate: 'purple',
  model: 'gold',
}

export const ResultTag = ({ result }: { result: CheckResult }) => (
  <Tag color={RESULT_COLOR[result]}>{CHECK_RESULT[result]}</Tag>
)

const STATE_COLOR: Record<CheckState, string> = { open: 'processing', finished: 'success', abandoned: 'default' }

export const CheckStateTag = ({ state }: { state: CheckState }) => (
  <Tag color={STATE_COLOR[state]}>{CHECK_STATE[state]}</Tag>
)

const DIFFERENCE_COLOR: Record<DifferenceKind, string> = {
  added: 'success',
  removed: 'error',
  quantity: 'orange',
  model: 'gold',
}

export const DifferenceTag = ({ kind }: { kind: DifferenceKind }) => (
  <Tag color={DIFFERENCE_COLOR[kind]}>{DIFFERENCE[kind]}</Tag>
)

/** What the inspector decided. */
export const OutcomeTag = ({ conforms }: { conforms: boolean }) => (
  <Tag color={conforms ? 'success' : 'error'}>{conforms ? '是：相符' : '否：不相符'}</Tag>
)

/** Rooms have names; devices without one stand under this. */
export const roomName = (room: string): string => room || '（未填位置）'
