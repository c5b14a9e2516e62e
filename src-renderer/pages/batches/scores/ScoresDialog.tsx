import { Form } from 'antd'
import { useMemo } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Input as In } from '../../../../src-shared/contract/index.ts'
import type { ScoreList } from '../../../../src-shared/contract/score.ts'
import { partOf, readScore, type ScoreRule, scoreText } from '../../../../src-shared/domain/score.ts'
import { ASSESSMENT_FORM } from '../../../../src-shared/labels.ts'
import { call, useCall } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import { ReadScores } from './ReadScores.tsx'
import { RuleFields } from './RuleFields.tsx'
import { ScoreTable } from './ScoreTable.tsx'

/** What stands in the fields: texts, as they were typed. */
export interface ScoreValues {
  parts: Record<string, { weight: number; pass: number }>
  pass: number | null
  /** By candidate and 认定形式. */
  cells: Record<string, Record<string, string>>
}

interface Props {
  batch: Batch
  onClose: () => void
}

/** 成绩: typed, pasted or read from a sheet; judged as they stand; kept in one step. */
export function ScoresDialog({ batch, onClose }: Props) {
  const { data } = useCall('score.list', { batchId: batch.id }, ['batch'])
  return data ? <Scores batch={batch} list={data} onClose={onClose} /> : null
}

function Scores({ batch, list, onClose }: Props & { list: ScoreList }) {
  const [form] = Form.useForm<ScoreValues>()
  const names = useMemo(() => namesOf(batch, list), [batch, list])
  const { rows } = list
  return (
    <FormModal<ScoreValues>
      title={`成绩　${batch.name}`}
      okText="保存成绩"
      name="scores"
      width={900}
      form={form}
      enterSubmits={false}
      initial={valuesOf(batch, list)}
      edited={{
        seen: list.seen,
        again: async () => {
          const now = await call('score.list', { batchId: batch.id })
          return { seen: now.seen, values: valuesOf(batch, now) }
        },
        names,
      }}
      submit={async (_, options, seen) => {
        // All pages: fields that are not on the screen keep what was typed.
        const values = form.getFieldsValue(true) as ScoreValues
        const { changed } = await call('score.save', said(batch, list, values, seen), options)
        done(`已保存成绩${changed > 0 ? `，改动 ${changed} 人` : ''}`)
      }}
      onClose={onClose}
    >
      <RuleFields batch={batch} />
      <ReadScores batch={batch} form={form} />
      <ScoreTable batch={batch} rows={rows} form={form} />
    </FormModal>
  )
}

export const ruleIn = ({ parts, pass }: Pick<ScoreValues, 'parts' | 'pass'>): ScoreRule => ({
  parts,
  pass: pass ?? null,
})

const valuesOf = (batch: Batch, { rule, rows }: ScoreList): ScoreValues => ({
  parts: Object.fromEntries(batch.forms.map(one => [one, { ...partOf(rule, one) }])),
  pass: rule.pass ?? null,
  cells: Object.fromEntries(
    rows.map(({ id, scores }) => [id, Object.fromEntries(batch.forms.map(one => [one, scoreText(scores[one])]))]),
  ),
})

const namesOf = (batch: Batch, { rows }: ScoreList): Record<string, string> => ({
  pass: '总成绩合格线',
  ...Object.fromEntries(
    batch.forms.flatMap(one => [
      [`parts.${one}.weight`, `${ASSESSMENT_FORM[one]} 权重`],
      [`parts.${one}.pass`, `${ASSESSMENT_FORM[one]} 合格线`],
    ]),
  ),
  ...Object.fromEntries(
    rows.flatMap(({ id, name }) => batch.forms.map(one => [`cells.${id}.${one}`, `${name} ${ASSESSMENT_FORM[one]}`])),
  ),
})

/** @throws Error for what is no score: the field says so already, and the form was not to be submitted. */
function said(batch: Batch, { rows }: ScoreList, values: ScoreValues, seen: string): In<'score.save'> {
  return {
    batchId: batch.id,
    seen,
    rule: ruleIn(values),
    rows: rows.map(({ id }) => ({
      id,
      scores: Object.fromEntries(
        batch.forms.map(one => {
          const read = readScore(values.cells[id]?.[one] ?? '')
          if ('refused' in read) throw new Error(read.refused)
          return [one, read.value ?? null]
        }),
      ),
    })),
  }
}
