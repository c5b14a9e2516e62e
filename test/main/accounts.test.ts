/** Persons: the table of roles over every route, log-ins with their delays, locks, and acts that two sign. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/backend.ts'
import type { CallerSeams } from '../../src-main/caller.ts'
import { ACCESS } from '../../src-main/handlers/access.ts'
import { type Output, type RouteName, routes } from '../../src-shared/contract/index.ts'
import { ROLES, type Role, waitAfter } from '../../src-shared/domain/role.ts'
import type { ErrorData } from '../../src-shared/errors.ts'
import { addScene, type Scene } from './batch-office.ts'
import { addOrg } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, type World } from './world.ts'

const PASSWORD = '办公室的密码2026'
const NAMES: Record<Role, string> = {
  admin: '管理甲',
  clerk: '经办乙',
  reviewer: '复核丙',
  head: '负责丁',
  reader: '查阅戊',
  supervisor: '',
}
const SEAMS: CallerSeams = {
  dialogs: {
    openFile: async () => null,
    openFiles: async () => null,
    openFolder: async () => null,
    saveFile: async () => null,
    dropped: async () => [],
  },
  openPath: async () => undefined,
  user: '系统用户',
}

let count = 0
async function value<R extends RouteName>(client: Client, route: R, input: unknown): Promise<Output<R>> {
  const result = await client.call(`a${++count}`, route, input)
  if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`)
  const parsed = routes[route].output.parse(result.value)
  expect(parsed).toEqual(result.value)
  return result.value as Output<R>
}
async function refusal(client: Client, route: RouteName, input: unknown): Promise<ErrorData> {
  const result = await client.call(`a${++count}`, route, input)
  if (result.ok) throw new Error(`${route} was not refused: ${JSON.stringify(result.value)}`)
  return result.error
}

let world: World
let scene: Scene
const clients = {} as Record<Role, Client>
const join = (where?: CallerSeams['where']) => world.backend.join('窗口', { ...SEAMS, ...(where ? { where } : {}) })
const logIn = async (client: Client, name: string, password = PASSWORD) =>
  value(client, 'account.login', { name, password })

async function open(): Promise<void> {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  NAMES.supervisor = sql(world, db =>
    db.prepare('SELECT name FROM supervisor WHERE id = ?').pluck().get(scene.person),
  ) as string
  await world.call('account.turnOn', { name: NAMES.admin, password: PASSWORD, idleMinutes: 15 })
  for (const role of ROLES.slice(1))
    await world.call('account.add', {
      name: NAMES[role],
      role,
      password: PASSWORD,
      supervisorId: role === 'supervisor' ? scene.person : null,
    })
  for (const role of ROLES) {
    clients[role] = await join()
    await logIn(clients[role], NAMES[role])
  }
}

describe('the table of roles', () => {
  beforeAll(open)
  afterAll(() => world.end())

  const names = Object.keys(routes) as RouteName[]

  test('every route has its line, and none for what is no route', () => {
    expect(Object.keys(ACCESS).sort()).toEqual([...names].sort())
  })

  test.each(names)('%s', async route => {
    const access = ACCESS[route]
    const stranger = await join()
    // No input at all: whoever is let in is told so, and nothing runs.
    const said = async (client: Client) => (await refusal(client, route, 'nothing')).code
    expect(await said(stranger)).toBe(access === 'open' ? 'INPUT_INVALID' : 'LOGIN_NEEDED')
    stranger.leave()
    for (const role of ROLES) {
      const office = access === 'open' || access === 'any' ? ROLES : 'office' in access ? access.office : access
      const may = (office as readonly Role[]).includes(role) || (role === 'supervisor' && 'own' in (access as object))
      expect(await said(clients[role]), role).toBe(may ? 'INPUT_INVALID' : 'NOT_ALLOWED')
    }
  })

  test('what each may is what the brief says of him', async () => {
    const only = (role: Role) =>
      names.filter(route => {
        const access = ACCESS[route]
        if (access === 'open' || access === 'any') return false
        return role === 'supervisor'
          ? 'own' in access
          : ('office' in access ? access.office : access).includes(role as never)
      })
    // An 内督员 reaches no list of people, no card, no number, no file of anybody.
    expect(only('supervisor')).toEqual([
      'assign.exportField',
      'supervision.get',
      'supervision.start',
      'supervision.save',
      'supervision.attach',
      'supervision.seal',
      'supervision.discard',
    ])
    expect(only('reader').filter(route => routes[route].edits)).toEqual([])
    expect(only('clerk').filter(route => /^(restore|handover|account|data|update)\./.test(route))).toEqual([])
  })

  test('an 内督员 sees his own 委派单 and records, and those of nobody else', async () => {
    const mine = await value(clients.supervisor, 'mine.list', {})
    expect(mine.assignments.map(each => each.number)).toEqual([scene.assignment.number])
    expect(JSON.stringify(mine)).not.toMatch(/\d{17}/)
    const record = await value(clients.supervisor, 'supervision.start', {
      assignmentId: scene.assignment.id,
      supervisorId: scene.person,
      kind: 'onsite',
      phases: ['before'],
      sessionIds: [scene.sessions[0]],
      on: world.today,
    })
    expect((await value(clients.supervisor, 'supervision.get', { id: record.id })).id).toBe(record.id)
    sql(world, db =>
      db.prepare('UPDATE account SET supervisor_id = ? WHERE name = ?').run(scene.other, NAMES.supervisor),
    )
    const other = await join()
    await logIn(other, NAMES.supervisor)
    expect((await refusal(other, 'supervision.get', { id: record.id })).code).toBe('NOT_ALLOWED')
    expect((await value(other, 'mine.list', {})).records).toEqual([])
    const field = { id: scene.assignment.id, supervisorId: scene.person, kind: 'onsite' }
    expect((await refusal(other, 'assign.exportField', field)).code).toBe('NOT_ALLOWED')
    sql(world, db =>
      db.prepare('UPDATE account SET supervisor_id = ? WHERE name = ?').run(scene.person, NAMES.supervisor),
    )
  })
})

describe('log-in', () => {
  beforeEach(open)
  afterEach(() => world.end())

  test('the program’s own daily work needs no log-in, and keeps nobody’s awake', async () => {
    world.today = '2026-11-24' // far beyond the idle minutes
    const { daily } = world.backend
    for (const route of ['scan.look', 'audit.last', 'fixity.list'] as const) {
      expect(await daily.call('d', route, {}), route).toMatchObject({ ok: true })
    }
    expect((await refusal(world.backend, 'fixity.list', {})).code).toBe('LOGIN_NEEDED')
    expect(await daily.call('d', 'audit.verify', {})).toMatchObject({ ok: true, value: { broken: null } })
  })

  test('wrong passwords wait longer and longer, also those tried at the same time and after a restart', async () => {
    const door = await join()
    const tries = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(n => refusal(door, 'account.login', { name: NAMES.clerk, password: `错误${n}` })),
    )
    expect(tries.filter(error => error.code === 'LOGIN_WRONG')).toHaveLength(4)
    expect(tries.filter(error => error.code === 'LOGIN_WAIT')).toHaveLength(2)
    expect((await refusal(door, 'account.login', { name: NAMES.clerk, password: PASSWORD })).code).toBe('LOGIN_WAIT')
    await world.reopen()
    expect((await world.refuse('account.login', { name: NAMES.clerk, password: PASSWORD })).code).toBe('LOGIN_WAIT')
    expect([3, 4, 5, 6, 50].map(waitAfter)).toEqual([0, 5, 10, 20, 900])
    world.today = '2026-11-24' // another day
    await world.call('account.login', { name: NAMES.clerk, password: PASSWORD })
  })

  test('an unknown name says the same; a password is found however it was typed, and nowhere as it is', async () => {
    const door = await join()
    const unknown = await refusal(door, 'account.login', { name: '无此人', password: PASSWORD })
    const wrong = await refusal(door, 'account.login', { name: NAMES.reader, password: '不对的密码' })
    expect(unknown).toEqual(wrong)
    await logIn(door, ` ${NAMES.reader} `, PASSWORD.replace('2026', '２０２６'))
    const rows =
      JSON.stringify(sql(world, db => db.prepare('SELECT * FROM account').all())) +
      JSON.stringify(sql(world, db => db.prepare('SELECT * FROM audit_event').all()))
    expect(rows).not.toContain(PASSWORD)
    const hashes = sql(world, db => db.prepare('SELECT password FROM account').pluck().all()) as string[]
    expect(new Set(hashes).size).toBe(hashes.length) // each with a salt of its own
  })

  test('after a pause it is over; an ended account at once; a new role from now on', async () => {
    await value(clients.clerk, 'archive.todo', {})
    const accounts = (await value(clients.admin, 'account.list', {})).accounts
    const idOf = (name: string) => accounts.find(each => each.name === name)?.id
    await value(clients.admin, 'account.setRole', { id: idOf(NAMES.clerk), role: 'reader', supervisorId: null })
    expect((await refusal(clients.clerk, 'batch.copy', { id: scene.batch.id })).code).toBe('NOT_ALLOWED')
    await value(clients.admin, 'account.end', { id: idOf(NAMES.clerk), reason: '调离' })
    expect((await refusal(clients.clerk, 'archive.todo', {})).code).toBe('LOGIN_NEEDED')
    expect((await refusal(clients.clerk, 'account.login', { name: NAMES.clerk, password: PASSWORD })).code).toBe(
      'LOGIN_WRONG',
    )
    const alone = await refusal(clients.admin, 'account.end', { id: idOf(NAMES.admin), reason: '试试' })
    expect(alone.message).toContain('唯一的管理员')
    world.today = '2026-11-24'
    expect((await refusal(clients.admin, 'archive.todo', {})).code).toBe('LOGIN_NEEDED')
    expect((await value(clients.admin, 'account.me', {})).name).toBe(null)
  })

  test('the last 管理员 is named anew at the keyboard, not from a browser, and the log says so', async () => {
    const browser = await join('browser')
    const fresh = { name: '新管理', password: PASSWORD }
    expect((await refusal(browser, 'account.nameAdmin', fresh)).code).toBe('ACCOUNT_STATE')
    const keyboard = await join()
    expect((await value(keyboard, 'account.nameAdmin', fresh)).role).toBe('admin')
    // Now there are two: one of them can help the other.
    expect((await refusal(await join(), 'account.nameAdmin', fresh)).code).toBe('ACCOUNT_STATE')
    const events = await value(keyboard, 'audit.list', { page: { offset: 0, limit: 20 } })
    expect(JSON.stringify(events)).toContain('未登录，在本机键盘前重设管理员（操作系统用户「系统用户」）「新管理」')
  })

  test('stored contents are shown to nobody who is not logged in', async () => {
    const stranger = await join()
    expect(await stranger.mayShow('0'.repeat(64))).toBe(false)
    expect(await clients.clerk.mayShow('0'.repeat(64))).toBe(true)
    expect(await clients.supervisor.mayShow('0'.repeat(64))).toBe(false)
  })

  test('switched off, one operator goes on', async () => {
    expect((await refusal(clients.admin, 'account.turnOff', { password: '不对的密码' })).code).toBe('LOGIN_WRONG')
    expect((await value(clients.admin, 'account.turnOff', { password: PASSWORD })).on).toBe(false)
    await value(await join(), 'archive.todo', {})
  })

  test('a restored copy opens with every account locked, for whoever restored it to name a 管理员', async () => {
    await value(clients.admin, 'backup.create', {})
    const [copy] = (await value(clients.admin, 'backup.list', { source: 'here' })).backups
    await value(clients.admin, 'restore.run', { source: 'here', name: copy?.name, confirm: '恢复' })
    expect(await value(clients.clerk, 'account.me', {})).toMatchObject({
      on: true,
      name: null,
      names: [],
      mayName: true,
    })
    expect((await refusal(clients.admin, 'archive.todo', {})).code).toBe('LOGIN_NEEDED')
    expect((await refusal(clients.clerk, 'account.login', { name: NAMES.clerk, password: PASSWORD })).code).toBe(
      'LOGIN_WRONG',
    )
    await value(clients.admin, 'account.nameAdmin', { name: NAMES.admin, password: '新的密码二〇二六' })
    const accounts = (await value(clients.admin, 'account.list', {})).accounts
    expect(accounts.filter(each => !each.locked).map(each => each.name)).toEqual([NAMES.admin])
    const events = JSON.stringify(await value(clients.admin, 'audit.list', { page: { offset: 0, limit: 20 } }))
    expect(events).toContain('打开恢复或移交来的数据后指定管理员')
  })
})

describe('acts of two', () => {
  beforeEach(open)
  afterEach(() => world.end())

  const mended = async () => {
    const item = await value(clients.clerk, 'rectification.save', {
      batchId: scene.batch.id,
      recordId: null,
      visitId: null,
      number: '',
      problem: '标识遮挡',
      measure: '',
      responsible: '刘工',
      due: null,
    })
    return value(clients.clerk, 'rectification.reply', {
      id: item.id,
      seen: item.seen,
      reply: '已改',
      on: world.today,
      evidence: [],
    })
  }
  const closing = (item: Output<'rectification.reply'>, reviewer: string) => ({
    id: item.id,
    seen: item.seen,
    reviewer,
    on: world.today,
    noEvidence: '现场已更换标识，无照片',
  })
  const stateOf = async (id: number) =>
    (
      await value(clients.reader, 'rectification.list', { batchId: scene.batch.id, page: { offset: 0, limit: 10 } })
    ).rows.find(row => row.id === id)?.state

  test('整改: one alone cannot, with another password beside it stands', async () => {
    const item = await mended()
    expect((await refusal(clients.clerk, 'rectification.close', closing(item, NAMES.clerk))).message).toContain(
      '应为两人',
    )
    const waits = await refusal(clients.clerk, 'rectification.close', closing(item, NAMES.reviewer))
    expect(waits).toMatchObject({ code: 'SIGN_PENDING' })
    expect(waits.message).toContain(`复核人「${NAMES.reviewer}」`)
    expect(await stateOf(item.id)).toBe('replied')
    const id = waits.act ?? 0
    expect((await refusal(clients.clerk, 'act.sign', { id, part: '复核人' })).message).toContain('请由本人签署')
    expect((await refusal(clients.clerk, 'act.sign', { id, part: '复核人', password: '猜一个密码' })).code).toBe(
      'LOGIN_WRONG',
    )
    expect((await refusal(clients.clerk, 'act.scan', { id, part: '复核人', file: PAPER })).message).toContain('有账号')
    expect(await stateOf(item.id)).toBe('replied')
    const done = await value(clients.clerk, 'act.sign', { id, part: '复核人', password: PASSWORD })
    expect(done.act.state).toBe('done')
    const log = JSON.stringify(await value(clients.clerk, 'audit.list', { page: { offset: 0, limit: 40 } }))
    expect(log).toContain(`由「${NAMES.reviewer}」复核关闭（本人签署）`)
    expect(log).toContain('（姓名为录入）') // the scene's 委派单, before accounts were on
    expect(routes['rectification.close'].output.parse(done.value)).toMatchObject({
      state: 'closed',
      reviewer: NAMES.reviewer,
    })
    expect((await refusal(clients.reviewer, 'act.sign', { id, part: '复核人' })).message).toContain('已经生效')
  })

  test('the other signs at his own log-in, a day later; what has changed meanwhile is not what was signed', async () => {
    const item = await mended()
    const { act: id = 0 } = await refusal(clients.clerk, 'rectification.close', closing(item, NAMES.reviewer))
    expect((await refusal(clients.clerk, 'rectification.close', closing(item, NAMES.reviewer))).act).toBe(id) // pressed twice
    await world.reopen()
    world.today = '2026-11-24'
    const later = await join()
    await logIn(later, NAMES.reviewer)
    expect((await value(later, 'act.list', {})).acts.map(each => each.id)).toEqual([id])
    sql(world, db => db.prepare('UPDATE rectification SET reply = ? WHERE id = ?').run('改了别的', item.id))
    expect((await refusal(later, 'act.sign', { id, part: '复核人' })).code).toBe('STALE')
    sql(world, db => db.prepare('UPDATE rectification SET reply = ? WHERE id = ?').run('已改', item.id))
    expect((await value(later, 'act.sign', { id, part: '复核人' })).act.state).toBe('done')
  })

  test('what the rules refuse is refused before anybody signs', async () => {
    const item = await mended()
    const early = { ...closing(item, NAMES.reviewer), on: '2026-11-01' }
    expect((await refusal(clients.clerk, 'rectification.close', early)).code).toBe('INPUT_INVALID')
    expect((await value(clients.clerk, 'act.list', { ended: true })).acts).toEqual([])
  })

  test('whoever has no account signs the sheet, and the act waits for its scan', async () => {
    const item = await mended()
    const { act: id = 0 } = await refusal(clients.clerk, 'rectification.close', closing(item, '外聘老师'))
    expect((await refusal(clients.clerk, 'act.sign', { id, part: '复核人', password: PASSWORD })).code).toBe(
      'LOGIN_WRONG',
    )
    const done = await value(clients.clerk, 'act.scan', { id, part: '复核人', file: PAPER })
    expect(done.act).toMatchObject({ state: 'done', parts: [{ way: 'account' }, { way: 'paper' }] })
  })

  test('委派 is signed by a 负责人', async () => {
    const order = {
      batchId: scene.batch.id,
      content: '考前检查',
      issuedOn: world.today,
      people: [{ supervisorId: scene.other, sessionIds: [scene.sessions[0]], override: null }],
    }
    expect((await refusal(clients.clerk, 'assign.issue', { ...order, issuer: NAMES.clerk })).message).toContain(
      '应为负责人',
    )
    const waits = await refusal(clients.clerk, 'assign.issue', { ...order, issuer: NAMES.head })
    expect(waits).toMatchObject({ code: 'SIGN_PENDING' })
    expect((await value(clients.head, 'act.sign', { id: waits.act, part: '签发人' })).act.state).toBe('done')
    // His own log-in is his signature.
    expect((await value(clients.head, 'assign.issue', { ...order, issuer: NAMES.head })).issuer).toBe(NAMES.head)
  })

  test('an act that is withdrawn is signed by nobody', async () => {
    const item = await mended()
    const { act: id = 0 } = await refusal(clients.clerk, 'rectification.close', closing(item, NAMES.reviewer))
    expect((await value(clients.clerk, 'act.withdraw', { id, reason: '填错' })).state).toBe('withdrawn')
    expect((await refusal(clients.reviewer, 'act.sign', { id, part: '复核人' })).message).toContain('已经撤回')
  })
})

const PAPER = {
  name: '签署单.pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
}
