import type { Batch, Session } from '../contract/batch.ts'
import { ASSESSMENT_FORM } from '../labels.ts'

/** 评价计划名称 and 认定形式, as every paper of a batch heads itself. */
export const planFacts = ({ batch }: { batch: Batch }) => ({
  plan: batch.name,
  form: batch.forms.map(form => ASSESSMENT_FORM[form]).join('、'),
})

/** 亦庄实训基地 一号考场 */
export const placeOf = (batch: Batch, session: Session): string =>
  [batch.venue || batch.place, session.room].filter(Boolean).join(' ')
