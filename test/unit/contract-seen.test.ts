import { expect, test } from 'vitest'
import { z } from 'zod'
import { type RouteName, routes } from '../../src-shared/contract/index.ts'
import { UNSEEN_ROUTES } from '../../src-shared/contract/unseen.ts'

/** The inputs that a route takes, by name. */
const inputsOf = (name: RouteName): string[] => {
  const schema = z.toJSONSchema(routes[name].input, { unrepresentable: 'any', io: 'input' })
  return Object.keys(schema.properties ?? {})
}
const names = Object.keys(routes) as RouteName[]

test('what names a row says which state of it was seen, or stands in the list with its reason', () => {
  const named = names.filter(
    name => !routes[name].edits && inputsOf(name).some(key => /^ids?$|Id$|^selection$/.test(key)),
  )
  expect(Object.keys(UNSEEN_ROUTES).sort()).toEqual(named.sort())
})

test('a route that edits takes `seen`, and what finds its row', () => {
  for (const name of names) {
    const { edits } = routes[name]
    if (edits) expect(inputsOf(name), name).toEqual(expect.arrayContaining(['seen', ...edits.key]))
    else expect(inputsOf(name), name).not.toContain('seen')
  }
})
