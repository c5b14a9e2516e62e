import type { Client } from '../../src-main/backend.ts'
import type { Input, Output, Result } from '../../src-shared/contract/index.ts'
import type { ErrorData } from '../../src-shared/errors.ts'
import type { World } from './world.ts'

type From = 'folder' | 'zip'
type Terms = Partial<Omit<Input<'package.import'>, 'token'>>

const YES = { code: '', adopt: true, numbers: 'continue' } as const

/** Looks at the package that the next dialog answers, and takes it in: both steps, as the window makes them. */
export async function tryBring(
  to: Pick<Client, 'call'>,
  from: From,
  terms: Terms = {},
  id = 'bring',
): Promise<Result<unknown>> {
  const found = await to.call(id, 'package.open', { from })
  if (!found.ok || found.value === null) return found
  const { token } = found.value as { token: string }
  return to.call(id, 'package.import', { ...YES, ...terms, token })
}

export async function bring(world: World, from: From, terms: Terms = {}): Promise<Output<'package.import'>> {
  const found = await world.call('package.open', { from })
  if (found === null) throw new Error('no package was chosen')
  return world.call('package.import', { ...YES, ...terms, token: found.token })
}

/** The error of a package that must be refused, when it is looked at or when it is taken in. */
export async function refuseBring(world: World, from: From, terms: Terms = {}, id?: string): Promise<ErrorData> {
  const result = await tryBring(world.backend, from, terms, id)
  if (result.ok) throw new Error(`the package was not refused: ${JSON.stringify(result.value)}`)
  return result.error
}
