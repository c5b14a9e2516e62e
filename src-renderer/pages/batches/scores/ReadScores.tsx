import { Alert, Button, Flex, type FormInstance, Input, Upload } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Input as In, Output } from '../../../../src-shared/contract/index.ts'
import { type ScoredForm, scoreText } from '../../../../src-shared/domain/score.ts'
import { call } from '../../../api.ts'
import { readUpload } from '../../../components/files.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { FormsSet } from '../FormsSet.tsx'
import { ruleIn, type ScoreValues } from './ScoresDialog.tsx'

interface Props {
  batch: Batch
  form: FormInstance<ScoreValues>
}

/** A sheet with scores, or what was copied from one: put into the fields below, to be looked at before they are kept. */
export function ReadScores({ batch, form }: Props) {
  const [read, setRead] = useState<Output<'score.read'> | null>(null)
  const [pasting, setPasting] = useState(false)
  const { run, running } = useTask()

  const take = async (source: Pick<In<'score.read'>, 'file' | 'text'>) => {
    const rule = ruleIn(form.getFieldsValue(true) as ScoreValues)
    const [only] = batch.forms
    const column = batch.forms.length === 1 && only ? { form: only } : {}
    const found = await run('正在读取成绩', options =>
      call('score.read', { batchId: batch.id, rule, ...column, ...source }, options),
    )
    if (!found) return
    for (const { id, scores } of found.rows) {
      for (const [one, score] of Object.entries(scores) as [ScoredForm, NonNullable<(typeof scores)[ScoredForm]>][])
        form.setFieldValue(['cells', String(id), one] as never, scoreText(score) as never)
    }
    setRead(found)
    setPasting(false)
  }

  return (
    <Flex vertical gap={8} style={{ marginBottom: 8 }}>
      <Flex gap={8} wrap>
        <Upload
          accept=".xlsx,.xls,.et,.csv"
          showUploadList={false}
          beforeUpload={file => {
            void readUpload(file).then(upload => take({ file: upload }))
            return false
          }}
        >
          <Button loading={running}>从 Excel 读入</Button>
        </Upload>
        <Button onClick={() => setPasting(!pasting)}>粘贴带表头的内容</Button>
        <FormsSet
          text="成绩汇总表"
          items={[{ form: 'scoreSummary', mode: 'filled', subject: { kind: 'batch', id: batch.id } }]}
        />
      </Flex>
      {pasting && (
        <Input.TextArea
          aria-label="粘贴成绩"
          rows={4}
          placeholder="从 Excel 复制「准考证号、姓名、各项成绩」几列（含表头）粘贴到这里；只有一列成绩的，直接粘贴到下面第一格"
          onPaste={event => {
            event.preventDefault()
            void take({ text: event.clipboardData.getData('text') })
          }}
        />
      )}
      {read && (
        <Alert
          type={read.problems.length > 0 ? 'warning' : 'success'}
          showIcon
          title={`读到 ${read.rows.length} 人的成绩，已填在下表；核对后保存`}
          description={[...read.problems.map(({ where, message }) => `${where}：${message}`), ...read.notes].map(
            text => <div key={text}>{text}</div>,
          )}
        />
      )}
    </Flex>
  )
}
