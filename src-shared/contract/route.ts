import { z } from 'zod'
import type { RowName } from './rows.ts'

/** One thing that the window can ask for. Inputs are strict objects, parsed in main always; outputs are parsed in tests. */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
  edits?: Edits
}

/** Which existing row a route changes: `key` names the inputs that find it ('id', or ids of many), `fixed` the one row that there is. */
export interface Edits {
  row: RowName
  key: readonly string[]
  fixed?: string | number
}

export const route = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Route<I, O> => ({ input, output })

/** Which state of a row its editor saw: the `seen` that came with it. For many rows one each, in the order of their ids. */
export const seen = z.string().max(40)

/** `seen` in an answer: the backend fills it in from the row's stored state, so services leave it to UNSEEN. `key`: what finds the row in the answer. */
export const seenOf = (row: RowName, key: readonly string[] = ['id'], fixed?: string | number) =>
  z.string().meta({ edits: { row, key, fixed } satisfies Edits })

/** What services put where the backend fills in. As an answer it says: somebody else wrote just now, look again before you edit. */
export const UNSEEN = ''

/**
 * A route that changes an existing row. Its input carries `seen`; where the row has moved on since, the backend refuses it as STALE before the
 * service is asked, in the same transaction.
 */
export const edit = <I extends z.ZodType<{ seen?: string | string[] | undefined }>, O extends z.ZodType>(
  row: RowName,
  input: I,
  output: O,
  { key = ['id'], fixed }: { key?: readonly string[]; fixed?: string | number } = {},
): Route<I, O> & { edits: Edits } => ({ input, output, edits: { row, key, fixed } })
