import { Button, Flex, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { RECORD_KIND, RECORD_PHASE } from '../../../../src-shared/labels.ts'
import { call, useCall } from '../../../api.ts'
import { dateText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { navigate } from '../../../location.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { openTab, type TabProps } from '../BatchPage.tsx'
import { StartRecord } from '../record/StartRecord.tsx'
import { type FieldResult, TakeDialog } from '../record/TakeDialog.tsx'
import { CoverageMarks, RecordTag } from '../tags.tsx'
import { sessionNumbers } from '../words.ts'

/** 内部质量督导记录 of this batch, and which phases they cover (第二十四条). */
export function RecordsTab({ batch, closed }: TabProps) {
  const list = useCall('supervision.list', { batchId: batch.id }, ['batch'])
  const assignments = useCall('assign.list', { batchId: batch.id }, ['batch'])
  const [starting, setStarting] = useState(false)
  const [taking, setTaking] = useState<FieldResult | null>(null)
  const { run } = useTask()
  const open = async () => {
    const found = await run('正在读取考场结果', options => call('supervision.openField', {}, options))
    if (found) setTaking(found)
  }
  const valid = assignments.data?.assignments.filter(one => one.state === 'valid') ?? []
  const records = list.data?.records ?? []
  const sealed = (phase: 'before' | 'during' | 'after') =>
    records.filter(one => one.state === 'sealed' && one.phases.includes(phase)).length

  const columns: TableColumnsType<SupervisionRecord> = [
    { title: '督导日期', width: 140, className: 'num', render: (_, row) => dateText(row.on) },
    { title: '类型', width: 110, render: (_, row) => RECORD_KIND[row.kind] },
    { title: '阶段', width: 140, render: (_, row) => row.phases.map(phase => RECORD_PHASE[phase]).join('、') },
    { title: '内督员', dataIndex: 'supervisorName', width: 100, ellipsis: true },
    { title: '场次', width: 140, ellipsis: true, render: (_, row) => sessionNumbers(batch, row.sessionIds) },
    { title: '状态', width: 106, render: (_, row) => <RecordTag state={row.state} /> },
    { title: '版本', width: 70, render: (_, row) => `第 ${row.version} 版` },
    { title: '结果', render: (_, row) => <Result record={row} /> },
  ]

  const take = !closed && valid.length > 0 && <Button onClick={open}>收取考场结果</Button>
  const start = !closed && (
    <Button type="primary" disabled={valid.length === 0} onClick={() => setStarting(true)}>
      填写督导记录
    </Button>
  )
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <CoverageMarks
          covered={{ before: sealed('before'), during: sealed('during'), after: sealed('after') }}
          phase={batch.phase}
        />
        <Flex gap={8}>
          {take}
          {records.length > 0 && start}
        </Flex>
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<SupervisionRecord>
          rowKey="id"
          minWidth={1000}
          loading={list.loading && !list.data}
          dataSource={records}
          columns={columns}
          pagination={false}
          onOpen={row => navigate('record', { id: String(row.id) })}
          locale={{
            emptyText: list.data ? (
              valid.length > 0 ? (
                <Empty text="还没有督导记录。" action={start} />
              ) : (
                <Empty
                  text="督导记录须以委派单为依据（第十五条），请先委派内督员。"
                  action={!closed && <Button onClick={() => openTab(batch.id, 'assign')}>去委派</Button>}
                />
              )
            ) : (
              ' '
            ),
          }}
        />
      </div>
      {taking && <TakeDialog batch={batch} found={taking} onClose={() => setTaking(null)} />}
      {starting && <StartRecord batch={batch} assignments={valid} onClose={() => setStarting(false)} />}
    </Flex>
  )
}

function Result({ record }: { record: SupervisionRecord }) {
  const no = record.items.filter(item => item.answer === 'no').map(item => item.number)
  const open = record.items.filter(item => item.answer === null).length
  return (
    <Flex gap={4} wrap>
      {open > 0 && <Tag>未勾选 {open} 项</Tag>}
      {no.length > 0 ? <Tag color="error">否：{no.join('、')}</Tag> : open === 0 && <Tag color="success">全部为是</Tag>}
      {record.correctionReason && <Typography.Text type="secondary">更正：{record.correctionReason}</Typography.Text>}
    </Flex>
  )
}
