import type { EntityManager } from 'typeorm'
import type { accountRoutes, Me } from '../../src-shared/contract/account.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context, Stamp } from '../context.ts'
import { requirePaper } from '../files/paper.ts'
import {
  addAccount,
  admins,
  endAccount,
  endAll,
  givePassword,
  listAccounts,
  loginNames,
  nameAdmin,
  setRole,
  toAccount,
} from '../services/account/account.ts'
import {
  type By,
  finish,
  listActs,
  missing,
  requireOpenPart,
  showAct,
  sign,
  withdraw,
} from '../services/account/act.ts'
import { proveAccount } from '../services/account/login.ts'
import { mine } from '../services/account/mine.ts'
import { hashPassword } from '../services/account/password.ts'
import { accountsSetting, OFF, setAccounts } from '../services/account/persons.ts'
import { keep } from '../services/attachment.ts'
import { record } from '../services/audit.ts'
import type { Handlers } from './handler.ts'

export const accountHandlers: Handlers<keyof typeof accountRoutes> = {
  'account.me': ctx => ctx.db.read(manager => me(ctx, manager)),

  async 'account.turnOn'(ctx, { name, password, idleMinutes }) {
    const hash = await hashPassword(password)
    const row = await ctx.db.write(async manager => {
      if ((await accountsSetting(manager)).on)
        throw new AppError('ACCOUNT_STATE', { action: '启用账号', detail: '已经启用' })
      const stamp = ctx.stamp()
      await setAccounts(manager, { on: true, idle: idleMinutes })
      await record(manager, stamp, { action: 'account.turnOn', text: `启用账号登录，第一位管理员「${name}」` })
      const account = await addAccount(manager, { name, role: 'admin', supervisorId: null, password: hash }, stamp)
      await ctx.persons.refresh(manager)
      return account
    })
    ctx.persons.enter(ctx.caller, row)
    return changed(ctx)
  },

  async 'account.turnOff'(ctx, { password }) {
    const account = self(ctx)
    await proveAccount(ctx.db, { name: account.name, password }, ctx.stamp())
    await ctx.db.write(async manager => {
      const stamp = ctx.stamp()
      await setAccounts(manager, OFF)
      await endAll(manager, '停用账号登录', stamp)
      await record(manager, stamp, { action: 'account.turnOff', text: '停用账号登录，此后的第二人姓名为录入' })
      await ctx.persons.refresh(manager)
    })
    ctx.setActor(account.name)
    return changed(ctx)
  },

  async 'account.login'(ctx, input) {
    if (!ctx.persons.setting().on) throw new AppError('ACCOUNT_STATE', { action: '登录', detail: '没有启用账号' })
    const stamp = ctx.stamp()
    const row = await proveAccount(ctx.db, input, { ...stamp, actor: input.name })
    ctx.persons.enter(ctx.caller, row)
    const where = { window: '本机窗口', browser: '浏览器', terminal: '命令行' }[ctx.caller.where]
    await ctx.db.write(manager =>
      record(manager, ctx.stamp(), { action: 'account.login', text: `「${row.name}」登录（${where}）` }),
    )
    return changed(ctx)
  },

  async 'account.logout'(ctx) {
    ctx.persons.leave(ctx.caller)
    return changed(ctx)
  },

  async 'account.nameAdmin'(ctx, { name, password }) {
    const hash = await hashPassword(password)
    const row = await ctx.db.write(async manager => {
      if (!(await mayName(ctx, manager)))
        throw new AppError('ACCOUNT_STATE', {
          action: '指定管理员',
          detail: '已有管理员可以登录；只有唯一的管理员，才能在这台电脑的键盘前重设',
        })
      const stamp: Stamp = { ...ctx.stamp(), actor: ctx.caller.seams.user }
      const account = await nameAdmin(manager, { name, password: hash }, stamp)
      const why = ctx.caller.mayName
        ? '打开恢复或移交来的数据后指定管理员'
        : '未登录，在本机键盘前重设管理员（操作系统用户'
      const text = ctx.caller.mayName ? `${why}「${account.name}」` : `${why}「${stamp.actor}」）「${account.name}」`
      await record(manager, stamp, { action: 'account.nameAdmin', text })
      await ctx.persons.refresh(manager)
      return account
    })
    ctx.caller.mayName = false
    ctx.persons.enter(ctx.caller, row)
    return changed(ctx)
  },

  async 'account.list'(ctx) {
    return { accounts: await ctx.db.read(listAccounts) }
  },
  async 'account.add'(ctx, { password, ...input }) {
    const hash = await hashPassword(password)
    return write(ctx, async (manager, stamp) =>
      toAccount(await addAccount(manager, { ...input, password: hash }, stamp)),
    )
  },
  'account.setRole': (ctx, input) => write(ctx, (manager, stamp) => setRole(manager, input, stamp)),
  async 'account.setPassword'(ctx, { id, password }) {
    const hash = await hashPassword(password)
    return write(ctx, (manager, stamp) => givePassword(manager, { id, password: hash }, stamp))
  },
  async 'account.setOwnPassword'(ctx, { old, password }) {
    const { id, name } = self(ctx)
    await proveAccount(ctx.db, { name, password: old }, ctx.stamp())
    const hash = await hashPassword(password)
    await write(ctx, (manager, stamp) =>
      givePassword(manager, { id, password: hash }, stamp, who => `「${who}」修改自己的密码`),
    )
    return {}
  },
  async 'account.setIdle'(ctx, { minutes }) {
    await write(ctx, async (manager, stamp) => {
      await setAccounts(manager, { ...(await accountsSetting(manager)), idle: minutes })
      await record(manager, stamp, { action: 'account.setIdle', text: `无操作 ${minutes} 分钟后需要重新登录` })
    })
    return ctx.db.read(manager => me(ctx, manager))
  },
  'account.end': (ctx, input) => write(ctx, (manager, stamp) => endAccount(manager, input, stamp)),

  async 'act.list'(ctx, { ended }) {
    return { acts: await ctx.db.read(manager => listActs(manager, ended)) }
  },
  async 'act.sign'(ctx, { id, part, password }) {
    const asked = await ctx.db.read(manager => requireOpenPart(manager, { id, part }))
    const account =
      password === undefined ? self(ctx) : await proveAccount(ctx.db, { name: asked.part.name, password }, ctx.stamp())
    const by = { account: { ...account } }
    return signAnd(ctx, { id, part }, by, { ...ctx.stamp(), actor: account.name })
  },
  async 'act.scan'(ctx, { id, part, file }) {
    requirePaper(file)
    await ctx.db.read(manager => requireOpenPart(manager, { id, part }))
    return signAnd(ctx, { id, part }, { file: await keep(ctx.files, file) }, ctx.stamp())
  },
  async 'act.withdraw'(ctx, input) {
    const act = await ctx.db.write(manager => withdraw(manager, input, ctx.stamp()))
    ctx.changed('setting', 'audit')
    return act
  },

  'mine.list': ctx => ctx.db.read(manager => mine(manager, ctx.caller.account?.supervisorId ?? null)),
}

/** Writes the signature; the last one and the act itself are one transaction: neither without the other. */
async function signAnd(ctx: Context, asked: { id: number; part: string }, by: By, stamp: Stamp) {
  const { act, part } = await ctx.db.read(manager => requireOpenPart(manager, asked))
  const open = await ctx.db.read(manager => missing(manager, act))
  let value: unknown
  if (open.every(each => each.part === part.part)) {
    value = await ctx.carryOut(act.route, act.input, act.recordedBy, async manager => {
      await sign(manager, asked, by, stamp)
      await finish(manager, act.id, { ...stamp, actor: act.recordedBy })
    })
  } else await ctx.db.write(manager => sign(manager, asked, by, stamp))
  ctx.changed('setting', 'audit')
  return { act: await ctx.db.read(manager => showAct(manager, act.id)), value: value ?? null }
}

/** Who is logged in. @throws AppError LOGIN_NEEDED */
function self(ctx: Context) {
  const { account } = ctx.caller
  if (!account) throw new AppError('LOGIN_NEEDED')
  return account
}

async function write<T>(ctx: Context, work: (manager: EntityManager, stamp: Stamp) => Promise<T>): Promise<T> {
  const result = await ctx.db.write(async manager => {
    const done = await work(manager, ctx.stamp())
    await ctx.persons.refresh(manager)
    return done
  })
  ctx.changed('setting', 'audit')
  return result
}

async function changed(ctx: Context): Promise<Me> {
  ctx.changed('setting', 'audit')
  return ctx.db.read(manager => me(ctx, manager))
}

/** Whoever brought these data here; else at this PC's own keyboard, where nobody else could. */
const mayName = async (ctx: Context, manager: EntityManager): Promise<boolean> =>
  ctx.persons.setting().on &&
  (ctx.caller.mayName || (ctx.caller.where !== 'browser' && (await admins(manager)).length <= 1))

async function me(ctx: Context, manager: EntityManager): Promise<Me> {
  const { on, idle } = ctx.persons.setting()
  const { account } = ctx.caller
  return {
    on,
    name: account?.name ?? null,
    role: account?.role ?? null,
    supervisorId: account?.supervisorId ?? null,
    idleMinutes: idle,
    names: on ? await loginNames(manager) : [],
    mayName: await mayName(ctx, manager),
  }
}
