import { Form, type FormInstance, Input, Table } from 'antd'
import type { ClipboardEvent } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { ScoreList } from '../../../../src-shared/contract/score.ts'
import { judge, readScore, type Scores, totalWeight } from '../../../../src-shared/domain/score.ts'
import { ASSESSMENT_FORM, OUTCOME } from '../../../../src-shared/labels.ts'
import { ruleIn, type ScoreValues } from './ScoresDialog.tsx'

type Row = ScoreList['rows'][number]

interface Props {
  batch: Batch
  rows: Row[]
  form: FormInstance<ScoreValues>
}

/** One row a candidate; a column pasted into a field fills the fields below it, several columns those beside it. */
export function ScoreTable({ batch, rows, form }: Props) {
  const values = Form.useWatch([], form) as ScoreValues | undefined
  const all = values ? (form.getFieldsValue(true) as ScoreValues) : undefined
  const rule = all ? ruleIn(all) : {}
  const paste = (at: number, column: number) => (event: ClipboardEvent) => {
    const lines = event.clipboardData.getData('text').replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
    if (lines.length === 1 && !lines[0]?.includes('\t')) return // an ordinary paste
    event.preventDefault()
    for (const [i, line] of lines.entries()) {
      const row = rows[at + i]
      if (!row) break
      for (const [j, cell] of line.split('\t').entries()) {
        const one = batch.forms[column + j]
        if (one) form.setFieldValue(['cells', String(row.id), one] as never, cell.trim() as never)
      }
    }
  }
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ y: 360 }}
      locale={{ emptyText: '还没有考生名册，请先导入名册' }}
      columns={[
        { title: '准考证号', dataIndex: 'number', width: 150, className: 'num', ellipsis: true },
        { title: '姓名', dataIndex: 'name', width: 110, ellipsis: true },
        ...batch.forms.map((one, column) => ({
          title: ASSESSMENT_FORM[one],
          key: one,
          width: 140,
          render: (_: unknown, row: Row) => (
            <Form.Item name={['cells', String(row.id), one]} rules={[RULE]} style={{ margin: 0 }}>
              <Input
                aria-label={`${row.name} ${ASSESSMENT_FORM[one]}`}
                size="small"
                maxLength={20}
                placeholder="分数或缺考"
                onPaste={paste(rows.indexOf(row), column)}
              />
            </Form.Item>
          ),
        })),
        {
          title: '总成绩',
          width: 80,
          className: 'num',
          render: (_, row) => (totalWeight(rule, batch.forms) > 0 ? (judged(row).total ?? '—') : '不计'),
        },
        { title: '结果', width: 80, render: (_, row) => OUTCOME[judged(row).outcome] },
      ]}
    />
  )

  function judged({ id }: Row) {
    const scores: Scores = {}
    for (const one of batch.forms) {
      const read = readScore(all?.cells[id]?.[one] ?? '')
      if ('value' in read && read.value !== undefined) scores[one] = read.value
    }
    return judge(scores, rule, batch.forms)
  }
}

const RULE = {
  validator: async (_: unknown, typed: string | undefined) => {
    const read = readScore(typed ?? '')
    if ('refused' in read) throw new Error(read.refused)
  },
}
