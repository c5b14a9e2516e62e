import { describe, expect, test } from 'vitest'
import { STATES } from '../../src-renderer/components/states.ts'
import { TOKENS } from '../../src-renderer/tokens.ts'

type Token = keyof typeof TOKENS

const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map(i => channel(Number.parseInt(hex.slice(i, i + 2), 16) / 255))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}
/** WCAG 2 contrast of two tokens. */
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(TOKENS[a as Token]), luminance(TOKENS[b as Token])].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe('contrast', () => {
  test.each(Object.entries(STATES))('%s: the word is read, the shape is seen', (_, { text, ground, shape }) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3)
  })
  test.each(['ink', 'ink2', 'ink3', 'blue', 'deep', 'green', 'amber', 'red'])(
    '%s is text on every ground it stands on',
    text => {
      for (const ground of ['sheet', 'alt', 'desk', 'hover'])
        expect([ground, contrast(text, ground) >= 4.5]).toEqual([ground, true])
    },
  )
})
