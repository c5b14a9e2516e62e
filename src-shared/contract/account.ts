import { z } from 'zod'
import { PASSWORD_MIN, ROLES } from '../domain/role.ts'
import { id, instant, none, required, upload } from './common.ts'
import { route } from './route.ts'

export const role = z.enum(ROLES)
const given = z.string().min(1, '此项必填').max(200, '最多 200 个字') // typed passwords are compared as they are
const password = z.string().min(PASSWORD_MIN, `至少 ${PASSWORD_MIN} 个字符`).max(200, '最多 200 个字')
const name = required(40)

/** Who asks, for the window's log-in and its menus. */
export const me = z.object({
  on: z.boolean(), // false: one operator, nobody logs in
  name: z.string().nullable(), // null: nobody is logged in
  role: role.nullable(),
  supervisorId: id.nullable(),
  idleMinutes: z.int(),
  names: z.array(z.string()), // who can log in
  mayName: z.boolean(), // a new 管理员 can be named from here: at the keyboard, when there is at most one; or by whoever restored
})

export const account = z.object({
  id,
  name: z.string(),
  role,
  supervisorId: id.nullable(),
  locked: z.boolean(), // no password counts until a new one is given
  endedAt: instant.nullable(),
  endReason: z.string(),
})

const fresh = z.strictObject({ name, password })

/** One person of an act that several sign. */
const part = z.object({
  part: z.string(),
  name: z.string(),
  way: z.enum(['account', 'paper']).nullable(), // null: not signed yet
  at: instant.nullable(),
  hasAccount: z.boolean(), // false: signs the printed sheet, and its scan is brought in
})

export const act = z.object({
  id,
  title: z.string(),
  parts: z.array(part),
  state: z.enum(['pending', 'done', 'withdrawn']),
  by: z.string(),
  at: instant,
  endedAt: instant.nullable(),
  reason: z.string(),
})

/** `value`: what the signed route answers, when this was the last signature. */
const signed = z.object({ act, value: z.unknown() })

export const accountRoutes = {
  'account.me': route(none, me),
  /** The first 管理员, who is then logged in. Only while accounts are off. */
  'account.turnOn': route(z.strictObject({ ...fresh.shape, idleMinutes: z.int().min(1).max(240) }), me),
  /** Back to one operator: all accounts end. */
  'account.turnOff': route(z.strictObject({ password: given }), me),
  'account.login': route(z.strictObject({ name, password: given }), me),
  'account.logout': route(none, me),
  /** At this PC's keyboard, where the last 管理员 cannot; or by whoever has just brought these data here. Logged. */
  'account.nameAdmin': route(fresh, me),
  'account.list': route(none, z.object({ accounts: z.array(account) })),
  'account.add': route(z.strictObject({ ...fresh.shape, role, supervisorId: id.nullable() }), account),
  'account.setRole': route(z.strictObject({ id, role, supervisorId: id.nullable() }), account),
  'account.setPassword': route(z.strictObject({ id, password }), account),
  'account.setOwnPassword': route(z.strictObject({ old: given, password }), z.object({})),
  'account.setIdle': route(z.strictObject({ minutes: z.int().min(1).max(240) }), me),
  'account.end': route(z.strictObject({ id, reason: required(200) }), account),

  /** Acts that wait for signatures, the newest first; `ended`: also those that do not. */
  'act.list': route(z.strictObject({ ended: z.boolean().default(false) }), z.object({ acts: z.array(act) })),
  /** Signs: without a password as whoever is logged in, with one as the person of that part, whoever is. */
  'act.sign': route(z.strictObject({ id, part: required(20), password: given.optional() }), signed),
  /** The signed sheet of somebody without an account. */
  'act.scan': route(z.strictObject({ id, part: required(20), file: upload }), signed),
  'act.withdraw': route(z.strictObject({ id, reason: required(200) }), act),

  /** An 内督员's own 委派单 and records. */
  'mine.list': route(
    none,
    z.object({
      assignments: z.array(
        z.object({
          id,
          number: z.string(),
          batchName: z.string(),
          issuedOn: z.string(),
          valid: z.boolean(),
          sessions: z.array(z.object({ id, date: z.string(), fromTime: z.string(), toTime: z.string() })),
        }),
      ),
      records: z.array(
        z.object({
          id,
          batchName: z.string(),
          on: z.string(),
          kind: z.enum(['onsite', 'afterwards']),
          state: z.enum(['draft', 'sealed', 'superseded']),
        }),
      ),
    }),
  ),
}

export type Me = z.infer<typeof me>
export type Account = z.infer<typeof account>
export type Act = z.infer<typeof act>
