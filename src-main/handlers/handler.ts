import type { Output, Parsed, RouteName } from '../../src-shared/contract/index.ts'
import type { Context } from '../context.ts'

export type Handler<I, O> = (ctx: Context, input: I) => Promise<O>

/** Exhaustive by type: a route without a handler, or a handler without a route, does not compile. */
export type Handlers<R extends RouteName = RouteName> = { [K in R]: Handler<Parsed<K>, Output<K>> }
