import { Alert, Button, Flex, Radio, Segmented, Typography } from 'antd'
import { useState } from 'react'
import type { ImportSummary } from '../../../src-shared/contract/roster.ts'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { useTask } from '../useTask.tsx'
import { ImportTable, type Mend } from './ImportTable.tsx'
import { MapColumns } from './MapColumns.tsx'
import { type ImportResult, type ImportSubject, type Policy, VERDICTS, type Verdict } from './subject.ts'

interface Props {
  subject: ImportSubject
  summary: ImportSummary
  onSummary: (summary: ImportSummary) => void
  onDone: (result: ImportResult) => void
  /** Offers 换一个文件 below the table. */
  onOther?: () => void
}

const ORDER: readonly Verdict[] = ['new', 'update', 'skip', 'error']

/** What the file would do to the roster or to an equipment list, row by row. */
export function ImportPreview({ subject, summary, onSummary, onDone, onOther }: Props) {
  const { area, unit } = subject
  const { importId, counts } = summary
  const [verdict, setVerdict] = useState<Verdict | 'all'>('all')
  const [read, setRead] = useState(0) // how often the file was read anew
  const [policy, setPolicy] = useState<Policy>('skip')
  const { run, running } = useTask()
  const writing = counts.new + counts.update

  const change = async (duplicates: Policy) => {
    const next = await run('正在重新核对', options => call(`${area}.setPolicy`, { importId, duplicates }, options))
    if (!next) return
    setPolicy(duplicates)
    onSummary(next)
  }
  const reread = async (input: { mapping?: Record<string, string>; edits?: Mend[] }) => {
    const next = await run('正在重新核对', options => call('roster.map', { importId, ...input }, options))
    if (!next) return
    setRead(old => old + 1)
    onSummary(next)
  }
  const map = (mapping: Record<string, string>) => reread({ mapping })
  const saveErrors = async () => {
    const file = await run('正在生成错误表', options => call(`${area}.saveErrors`, { importId }, options))
    if (file) done(`已保存：${file.path}`)
  }
  const commit = async () => {
    const result = await run(`正在导入 ${writing} ${unit}`, options => call(`${area}.commit`, { importId }, options))
    if (result) onDone(result)
  }

  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={16} align="center" wrap>
        <Typography.Text strong ellipsis={{ tooltip: true }} style={{ maxWidth: 320 }}>
          {summary.fileName}
        </Typography.Text>
        <Typography.Text type="secondary">
          工作表「{summary.sheetName}」，表头在第 {summary.headerRow} 行，共 {counts.total} 行
          {counts.warning > 0 && `，其中 ${counts.warning} 行有提醒`}
        </Typography.Text>
      </Flex>
      {area === 'roster' ? (
        <MapColumns summary={summary} columns={subject.columns} onMap={map} />
      ) : (
        summary.unknownHeaders.length > 0 && (
          <Alert type="info" showIcon title={`不认识的列不会导入：${summary.unknownHeaders.join('、')}`} />
        )
      )}
      {summary.notes.map(note => (
        <Alert key={note} type="info" showIcon title={note} />
      ))}
      <Flex gap={16} align="center" wrap>
        <Segmented<Verdict | 'all'>
          aria-label="按结果筛选"
          value={verdict}
          onChange={setVerdict}
          options={[
            { value: 'all', label: `全部 ${counts.total}` },
            ...ORDER.map(key => ({ value: key, label: `${VERDICTS[key].text} ${counts[key]}` })),
          ]}
        />
        <Flex gap={8} align="center">
          <span>{subject.existing}</span>
          <Radio.Group
            optionType="button"
            value={policy}
            onChange={event => change(event.target.value)}
            options={[
              { value: 'skip', label: '跳过' },
              { value: 'overwrite', label: '覆盖' },
            ]}
          />
        </Flex>
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <ImportTable
          subject={subject}
          importId={importId}
          verdict={verdict}
          policy={`${policy}${read}`}
          onMend={area === 'roster' ? edit => reread({ edits: [edit] }) : undefined}
        />
      </div>
      <Flex gap={8} justify="end" align="center" wrap>
        {counts.error > 0 && (
          <Typography.Text type="danger" style={{ flex: 1 }}>
            {counts.error} 行有错，不会导入；可在标红的格子里直接改，或导出错误表改好后再导入。
          </Typography.Text>
        )}
        {onOther && <Button onClick={onOther}>换一个文件</Button>}
        <Button onClick={saveErrors} disabled={counts.error + counts.warning === 0}>
          导出错误表
        </Button>
        <Button type="primary" onClick={commit} disabled={writing === 0} loading={running}>
          {writing === 0 ? '没有可导入的行' : `确认导入 ${writing} ${unit}`}
        </Button>
      </Flex>
    </Flex>
  )
}
