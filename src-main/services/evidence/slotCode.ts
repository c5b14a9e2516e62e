import { isSlot, type Slot } from '../../../src-shared/domain/evidence.ts'
import { invalid } from '../venue/venueRecord.ts'

/** @throws AppError INPUT_INVALID for a code that is no slot of a batch */
export function requireSlot(code: string): Slot {
  if (isSlot(code)) return code
  throw invalid('slot', `没有「${code}」这一项`)
}
