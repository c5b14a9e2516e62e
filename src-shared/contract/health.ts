import { z } from 'zod'
import { finding, id, none } from './common.ts'
import { route } from './route.ts'

/** A statement on record that cannot be true, or that the regulation no longer bears. */
export const symptom = z.object({
  kind: z.enum(['record', 'filed', 'closed', 'twice', 'aside', 'terms']),
  page: z.enum(['batch', 'person', 'cards']), // where it is looked at
  subject: id.nullable(), // its id there
  name: z.string(), // batch or person
  finding,
})

export const healthRoutes = {
  /** 体检: named, with what to do; nothing is changed. */
  'health.list': route(none, z.object({ rows: z.array(symptom) })),
}

export type Symptom = z.infer<typeof symptom>
