/** Facts as they come to a form: every one named, so that what a form draws and nobody loads does not compile. */

/** Left to the hand: the paper is printed with a blank there. A test asks that such a fact stays blank, and that every other one is filled. */
export const HAND: unique symbol = Symbol('left to the hand')

/**
 * The input of a form's facts with every fact named, those of rows too. `undefined`, null and '' are what is not known; HAND is what nobody
 * loads.
 */
export type Given<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer E)[]
    ? readonly Given<E>[]
    : T extends object
      ? { [K in keyof Required<T>]: Given<NonNullable<T[K]>> | null | undefined | typeof HAND } // Required: with -? undefined would go, too
      : T

/** Facts that can be built: what is not known, or left to the hand, is not there. */
export function known(given: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (isKnown(value) ? [[key, plain(value)]] : [])),
  )
}

const isKnown = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && value !== HAND

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? known(value) : value
}
