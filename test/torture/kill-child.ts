/**
 * What is killed: `node kill-child.ts DIR SEED`. Says `ready`, then works at random over all routes, and after each answer says where the log
 * then stood: `log ID HASH`. What was said must be there after the kill.
 */
import { join } from 'node:path'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { type RouteName, routes } from '../../src-shared/contract/index.ts'
import { personInput } from '../main/people.ts'
import { at, TODAY } from '../main/world.ts'
import { inputFor } from './fuzz.ts'
import { random } from './random.ts'

const [dataDir = '', seed = '0'] = process.argv.slice(2)
const chance = random(Number(seed))
const seams = headless({ clock: () => at(TODAY), user: '被杀者' })
const nobody = async () => null
seams.dialogs = { openFile: nobody, openFiles: nobody, openFolder: nobody, saveFile: nobody, dropped: async () => [] }
const backend = await createBackend({
  dataDir,
  resourcesDir: join(import.meta.dirname, '../../resources'),
  version: 'kill',
  seams,
})

const READS =
  /(\.(list|get|status|preview|search|count|check|info|todo|facts|runs|inputs|last|verify|log|print\w*|render|pdf)$|^(print|form|job)\.)/
const WRITES = (Object.keys(routes) as RouteName[]).filter(
  name => !READS.test(name) && name !== 'calibration.printTarget' && name !== 'account.turnOn',
)
const ids = Array.from({ length: 8 }, (_, i) => ({ ids: [i + 1] }))

/** Inputs that succeed, for the routes that need more than chance. */
const WORK: [string, () => unknown][] = [
  ['supervisor.save', () => ({ ...personInput, name: `赵${chance.below(1e6)}` })],
  [
    'training.add',
    () => ({
      selection: chance.pick(ids),
      on: '2026-10-15',
      hours: 16,
      subject: '政策',
      organizer: '本机构',
      attachment: null,
    }),
  ],
  ['exam.add', () => ({ selection: chance.pick(ids), on: '2026-10-16', score: 90, passed: true, attachment: null })],
  ['appointment.appoint', () => ({ selection: chance.pick(ids), start: TODAY, document: '聘〔2026〕2号' })],
  ['card.issue', () => ({ selection: chance.pick(ids), issuedOn: TODAY })],
  ['backup.create', () => ({})],
  ['fixity.run', () => ({})],
  ['setting.set', () => ({ key: 'x', value: chance.below(1e6) })],
  ['app.setOperator', () => ({ name: `经办${chance.below(9)}` })],
]

console.log('ready')
for (let n = 0; ; n++) {
  const [route, input] = chance.chance(0.7)
    ? (([name, make]) => [name, make()] as const)(chance.pick(WORK))
    : (name => [name, inputFor(name, chance)] as const)(chance.pick(WRITES))
  const result = await backend.call(`k${n}`, route, input)
  if (!result.ok && result.error.code === 'INTERNAL')
    console.log(`internal ${route} ${JSON.stringify(input).slice(0, 200)}`)
  const log = await backend.call(`l${n}`, 'audit.list', { page: { offset: 0, limit: 1 } })
  const [last] = log.ok ? (log.value as { rows: { id: number; text: string }[] }).rows : []
  console.log(`log ${last?.id ?? 0} ${result.ok ? 'done' : 'refused'} ${route}`)
}
