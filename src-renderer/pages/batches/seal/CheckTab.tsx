import { Alert, Button, Checkbox, Flex, Spin } from 'antd'
import { useState } from 'react'
import type { CheckRow } from '../../../../src-shared/contract/seal.ts'
import { instantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { FormsSet } from '../FormsSet.tsx'
import { CheckTable } from './CheckTable.tsx'
import { InputDialog } from './InputDialog.tsx'
import { useReport } from './useReport.ts'
import { needsCare, summaryOf } from './words.ts'

/** 四性检测 (DA/T 70): 24 checks of 真实性, 完整性, 可用性, 安全性, each with the files at fault by name. */
export function CheckTab({ batch, closed }: TabProps) {
  const { report, error, stale, running, run } = useReport(batch.id)
  const [onlyCare, setOnlyCare] = useState(false)
  const [asking, setAsking] = useState<CheckRow | null>(null)
  if (error && !report) return <ErrorBlock error={error} />
  if (report === undefined) return <Spin />
  if (report === null) {
    return (
      <Empty
        text="还没有检测。检测会逐件读取本批次的全部文件，核对真实性、完整性、可用性、安全性共 24 项；影像多时需要几分钟，可以随时取消。"
        action={
          <Button type="primary" loading={running} onClick={run}>
            开始检测
          </Button>
        }
      />
    )
  }
  const { level, text } = summaryOf(report)
  const rows = onlyCare ? report.rows.filter(needsCare) : report.rows
  return (
    <Flex vertical gap={8}>
      <Flex gap={16} wrap align="center" justify="space-between">
        <Checkbox checked={onlyCare} onChange={event => setOnlyCare(event.target.checked)}>
          只看要处理的
        </Checkbox>
        <Flex gap={8}>
          <FormsSet
            text="打印报告"
            items={[{ form: 'fourChecks', mode: 'filled', subject: { kind: 'batch', id: batch.id } }]}
          />
          <Button type="primary" loading={running} onClick={run}>
            重新检测
          </Button>
        </Flex>
      </Flex>
      <Alert
        showIcon
        type={stale ? 'info' : level}
        title={text}
        description={`检测时间 ${instantText(report.at)}，检测人 ${report.by}。${stale ? '此后资料可能有变动，请重新检测后再打印或封存。' : ''}`}
      />
      {rows.length === 0 ? (
        <Empty text="没有要处理的项目。" />
      ) : (
        <CheckTable rows={rows} onInput={closed ? undefined : setAsking} />
      )}
      {asking && <InputDialog row={asking} batchId={batch.id} onSaved={run} onClose={() => setAsking(null)} />}
    </Flex>
  )
}
