import { z } from 'zod'
import type { StaffRole } from '../../contract/batch.ts'
import { STAFF_ROLE } from '../../labels.ts'
import { date, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT } from '../model.ts'
import { columnsWithOwn, withOwn } from '../own.ts'
import { signedBeside } from '../signing.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

const person = z.strictObject({
  name: line('姓名'),
  role: line('岗位'),
  certificate: line('证书编号'),
  validTo: date('有效期至'),
})

const COLUMNS: Column<z.output<typeof person>>[] = [
  index(),
  { title: '姓名', width: 26, align: 'center', pick: p => p.name },
  { title: '岗位', width: 18, align: 'center', pick: p => p.role },
  { title: '证书编号', width: 30, pick: p => p.certificate },
  { title: '有效期至', width: 28, align: 'center', pick: p => p.validTo },
  { title: '到场时间', width: 18, pick: () => undefined },
  { title: '离场时间', width: 18, pick: () => undefined },
  { title: '签名', width: 20, pick: () => undefined },
]

/** One sheet for some of the posts of a session; whoever came besides writes in below. */
const staffSignIn = (title: string, code: string, roles: readonly StaffRole[]) =>
  form({
    title,
    code,
    official: false,
    facts: z.strictObject({ ...sessionFacts(), people: list(person, '人员', 500) }),
    head: SESSION_HEAD,
    from: {
      session: dossier => ({
        ...aboutSession(dossier, code),
        people: dossier.staff
          .filter(({ role }) => roles.includes(role))
          .map(({ name, role, certificate, validTo }) => ({ name, role: STAFF_ROLE[role], certificate, validTo })),
      }),
    },
    draw: f => ({
      page: A4_PORTRAIT,
      body: withOwn(f, [
        ...heading([title]),
        sessionTable(f),
        {
          ...listTable(columnsWithOwn(COLUMNS, f), f.people ?? [], {
            atLeast: (f.people?.length ?? 0) + 4,
            rowHeight: 10,
          }),
        },
        signedBeside(['考务负责人', '内督员']),
      ]),
    }),
  })

/** X1: who may assess, with certificate and its last day (第二十条（六）). */
export const examinerSignIn = staffSignIn('考评人员签到表', 'SGE', ['examiner'])

/** X2 */
export const affairsSignIn = staffSignIn('监考、考务人员签到表', 'SGI', ['invigilator', 'affairs', 'head'])
