/** The rows may come from anywhere: what each route would show of them must be what its contract promises, or it is shown nowhere at all. */
import { type Input, type RouteName, routes } from '../../../src-shared/contract/index.ts'
import { AppError } from '../../../src-shared/errors.ts'

/** Answers a route as it would answer any caller, out of the transaction of the import. */
export type Ask = (route: RouteName, input: unknown) => Promise<unknown>

interface Question {
  route: RouteName
  input: unknown
}

const of = <R extends RouteName>(route: R, input: Input<R>): Question => ({ route, input })
const page = { offset: 0, limit: 500 }

/** By table: which routes show a row of it, or what belongs to it. Lists of everybody's rows are asked once, below. */
const SHOW: Readonly<Record<string, (id: number) => Question[]>> = {
  venue: id => [
    of('venue.get', { id }),
    of('venue.diff', { id, page }),
    of('venue.readiness', { id }),
    of('venue.facts', { id }),
    of('equipment.list', { filter: { venueId: id }, sort: { by: 'room', desc: false }, page }),
    of('equipment.rooms', { venueId: id }),
    of('venueCheck.list', { venueId: id, page }),
    of('evidence.list', { filter: { venueId: id }, sort: { by: 'code', desc: false }, page }),
  ],
  baseline: baselineId => [of('venue.baselineRows', { baselineId, page })],
  venue_check: checkId => [of('venueCheck.get', { checkId }), of('venueCheck.lines', { checkId, page })],
  supervisor: id => [of('supervisor.get', { id }), of('relation.list', { supervisorId: id })],
  card: id => [of('card.history', { id })],
  batch: batchId => [
    of('batch.get', { id: batchId }),
    of('candidate.list', { batchId, page }),
    of('sample.list', { batchId }),
    of('assign.list', { batchId }),
    of('supervision.list', { batchId }),
    of('visit.list', { batchId }),
    of('rectification.list', { batchId, page }),
    of('deadline.list', { batchId, page }),
    of('slot.list', { batchId }),
    of('media.coverage', { batchId }),
    of('access.list', { batchId }),
    of('evidence.list', { filter: { batchId }, sort: { by: 'code', desc: false }, page }),
    of('evidence.list', { filter: { batchId }, sort: { by: 'takenAt', desc: false }, page }),
    of('check.last', { batchId }),
    of('check.inputs', { batchId }),
    of('seal.list', { batchId }),
    of('fixity.list', { batchId }),
    of('package.list', { batchId }),
  ],
  visit: id => [of('evidence.list', { filter: { visitId: id }, sort: { by: 'code', desc: false }, page })],
}

/** Where one row that cannot be read would take everybody's along. */
const EVERYBODY: readonly Question[] = [
  of('org.get', {}),
  of('home.todo', {}),
  of('batch.list', { filter: {}, sort: { by: 'examFrom', desc: true }, page }),
  of('batch.review', {}),
  of('coverage.matrix', {}),
  of('health.list', {}),
  of('supervisor.list', { filter: {}, sort: { by: 'updatedAt', desc: true }, page }),
  of('card.list', { filter: {}, sort: { by: 'code', desc: false }, page }),
  of('print.ledger', { page }),
  of('venue.list', { filter: {}, page }),
  of('archive.todo', {}),
  of('destruction.list', {}),
  of('retention.expired', {}),
]

/**
 * @param fresh ids of the rows that came in, by table
 * @throws AppError what `refuse` makes of the first answer that is not its contract's
 */
export async function checkShown(
  fresh: (table: string) => readonly number[],
  ask: Ask,
  refuse: (detail: string) => AppError,
): Promise<void> {
  const own = Object.entries(SHOW).flatMap(([table, show]) => fresh(table).flatMap(show))
  const questions = [...own, ...EVERYBODY]
  for (const { route, input } of questions) {
    const answer = await ask(route, input).catch((error: unknown) => {
      if (isOurs(error)) throw error
      throw refuse(`index.json 中的记录无法识别（${route}）`)
    })
    const parsed = routes[route].output.safeParse(answer)
    if (!parsed.success)
      throw refuse(`index.json 中的记录无法识别（${route}：${parsed.error.issues[0]?.path.join('.') ?? ''}）`)
    const next = nextPage(input, parsed.data)
    if (next && own.some(one => one.route === route)) questions.push({ route, input: next })
  }
}

/** Lists come in pages: the whole of what came in is looked at. */
function nextPage(input: unknown, answer: unknown): unknown {
  const { page: asked } = input as { page?: typeof page }
  const { total = 0 } = answer as { total?: number }
  if (asked === undefined || asked.offset + asked.limit >= total) return null
  return { ...(input as object), page: { ...asked, offset: asked.offset + asked.limit } }
}

/** What the disk, the system or a 取消 says is no fault of the rows. */
const isOurs = (error: unknown): boolean =>
  error instanceof AppError
    ? /^(CANCELLED$|FILE_)/.test(error.code)
    : error instanceof Error && 'code' in error && /^[A-Z_]+$/.test(String(error.code))
