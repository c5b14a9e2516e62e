import type { z } from 'zod'

/** One thing that the window can ask for. Inputs are strict objects, parsed in main always; outputs are parsed in tests. */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
}

export const route = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Route<I, O> => ({ input, output })
