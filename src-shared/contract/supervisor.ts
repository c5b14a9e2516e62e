import { z } from 'zod'
import { cardState } from './cardState.ts'
import { bytes, finding, id, instant, isoDate, none, page, required, sex, sha256, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

export const state = z.enum(['candidate', 'trained', 'qualified', 'appointed', 'suspended', 'expired', 'dismissed'])

/** What the roster is narrowed to. Every field is optional; together they are joined with "and". */
export const supervisorFilter = z.strictObject({
  search: text(60).optional(), // 汉字, 全拼, 拼音首字母, 证卡编号, 手机
  states: z.array(state).optional(),
  expiresWithin: z.int().min(0).max(1200).optional(), // days left in the term, appointed people only
  filing: z.enum(['filed', 'unfiled']).optional(), // 备案 of the current card
  photo: z.enum(['with', 'without']).optional(),
  card: z.enum(['with', 'without']).optional(),
  age: z.enum(['over']).optional(), // over: the age limit falls within the running term (R-AGE-TERM)
  trash: z.boolean().optional(), // the recycle bin instead of the roster
})

/** Selected rows, or the whole filter but for some rows: batch actions take either. */
export const selection = z.union([
  z.strictObject({ ids: z.array(id).max(100_000) }),
  z.strictObject({ filter: supervisorFilter, except: z.array(id).max(100_000) }),
])

export const sortKey = z.enum(['name', 'termEnd', 'birth', 'code', 'updatedAt'])

export const supervisorRow = z.object({
  id,
  name: z.string(),
  sex,
  birth: isoDate,
  department: z.string(),
  position: z.string(),
  phone: z.string(),
  state,
  termStart: isoDate.nullable(),
  termEnd: isoDate.nullable(),
  code: z.string().nullable(), // code of the current card
  cardId: id.nullable(),
  filedOn: isoDate.nullable(),
  photo: sha256.nullable(),
  hasIdNumber: z.boolean(),
})

/** idNumber: undefined keeps what is stored, null removes it. */
export const supervisorInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(), // of a person who is there already
  name: required(40),
  sex,
  birth: isoDate,
  idNumber: text(18).nullable().optional(),
  phone: text(20),
  department: text(80),
  position: text(80),
  education: text(20),
  source: text(40), // 选聘来源
  note: text(500),
})

export const attachment = z.object({ sha256, name: z.string(), bytes: z.int() })

export const training = z.object({
  id,
  on: isoDate,
  hours: z.number().nullable(),
  subject: z.string(),
  organizer: z.string(),
  attachment: attachment.nullable(),
  recordedBy: z.string(),
})

export const exam = z.object({
  id,
  on: isoDate,
  score: z.number().nullable(),
  passed: z.boolean(),
  attachment: attachment.nullable(),
  recordedBy: z.string(),
})

/** 第十条（一）–（四） and 身体健康 of （五） */
export const clause = z.enum(['c1', 'c2', 'c3', 'c4', 'health'])
export const attestation = z.object({
  id,
  clause,
  by: z.string(),
  on: isoDate,
  attachment: attachment.nullable(),
  recordedBy: z.string(),
})

export const appointment = z.object({
  id,
  start: isoDate,
  end: isoDate, // start + 3 years − 1 day, 第十四条
  document: z.string(), // 聘任文件号
  previousId: id.nullable(), // 续聘
  dismissedOn: isoDate.nullable(),
  dismissReason: z.string(),
  recordedBy: z.string(),
})

export const suspension = z.object({
  id,
  from: isoDate,
  until: isoDate.nullable(), // last day, inclusive; null = open
  reason: z.string(),
  recordedBy: z.string(),
})

export const personCard = z.object({
  id,
  seen: seenOf('card'),
  code: z.string(),
  state: cardState,
  returnedOn: isoDate.nullable(), // 收回
  issuedOn: isoDate,
  period: z.string(),
  filedOn: isoDate.nullable(),
  previousCode: z.string().nullable(),
  ofTerm: z.boolean(), // issued for the latest term
})

export const history = z.object({ at: instant, actor: z.string(), text: z.string() })

/** 个人档案: all that is known of one person. */
export const supervisor = supervisorInput.omit({ id: true, idNumber: true }).extend({
  id,
  seen: seenOf('supervisor'),
  idMasked: z.string().nullable(), // 1***************2X
  origin: z.string(), // 来源: the package that it came with; '' where it was recorded here
  photo: sha256.nullable(),
  photoWarnings: z.array(z.string()),
  deletedAt: instant.nullable(),
  state,
  age: z.int(),
  ageLimitDay: isoDate, // last day that 第十条（五） allows
  trainings: z.array(training),
  exams: z.array(exam),
  attestations: z.array(attestation),
  appointments: z.array(appointment),
  suspensions: z.array(suspension),
  cards: z.array(personCard),
  history: z.array(history),
  findings: z.array(finding), // what stands in the way today (or needs doing), by rule
})

export const supervisorRoutes = {
  'supervisor.list': route(
    z.strictObject({ filter: supervisorFilter, sort: z.strictObject({ by: sortKey, desc: z.boolean() }), page }),
    z.object({ rows: z.array(supervisorRow), total: z.int() }),
  ),
  'supervisor.count': route(z.strictObject({ selection }), z.object({ count: z.int() })),
  'supervisor.get': route(z.strictObject({ id }), supervisor),
  'supervisor.save': edit('supervisor', supervisorInput, supervisor),
  'supervisor.remove': route(
    z.strictObject({ selection, reason: required(200) }),
    z.object({ removed: z.int(), kept: z.array(z.object({ id, name: z.string(), reason: z.string() })) }),
  ),
  'supervisor.restore': route(z.strictObject({ selection }), z.object({ restored: z.int() })),
  'supervisor.revealId': route(z.strictObject({ id, reason: required(200) }), z.object({ idNumber: z.string() })),
  /** An image as the user chose it, with an optional crop in source pixels (5:7). */
  'supervisor.setPhoto': edit(
    'supervisor',
    z.strictObject({
      id,
      seen,
      image: upload,
      crop: z
        .strictObject({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() })
        .optional(),
    }),
    z.object({ photo: sha256, warnings: z.array(z.string()) }),
  ),
  'supervisor.removePhoto': edit('supervisor', z.strictObject({ id, seen }), z.object({})),
  /** Asks for a folder of photos and matches them to people by file name. */
  'supervisor.importPhotos': route(
    none,
    z
      .object({
        folder: z.string(),
        files: z.int(),
        stored: z.array(z.object({ id, name: z.string(), file: z.string(), warnings: z.array(z.string()) })),
        failed: z.array(z.object({ file: z.string(), reason: z.string() })),
      })
      .nullable(),
  ),
  /** Opens an attachment with the system's program. */
  'attachment.open': route(z.strictObject({ sha256, name: text(255) }), z.object({})),
  'attachment.read': route(z.strictObject({ sha256 }), z.object({ bytes })),
}

export type State = z.infer<typeof state>
export type SupervisorFilter = z.infer<typeof supervisorFilter>
export type Selection = z.infer<typeof selection>
export type SupervisorRow = z.infer<typeof supervisorRow>
export type SupervisorInput = z.infer<typeof supervisorInput>
export type Supervisor = z.infer<typeof supervisor>
export type Clause = z.infer<typeof clause>
