import { Alert, Button, Flex, Radio, Segmented, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { EquipmentImportRow } from '../../../../src-shared/contract/equipment.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'
import type { ImportSummary } from '../../../../src-shared/contract/roster.ts'
import { call, useCall } from '../../../api.ts'
import { FillTable } from '../../../components/FillTable.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { VERDICTS, type Verdict } from '../../import/columns.ts'
import { ImportCell, LEVEL, problemOf } from '../../import/ImportCell.tsx'
import { FIELDS } from './columns.tsx'

interface Props {
  summary: ImportSummary
  onSummary: (summary: ImportSummary) => void
  onDone: (result: Output<'equipment.commit'>) => void
  onOther: () => void
}

type Policy = 'skip' | 'overwrite'

const ORDER: readonly Verdict[] = ['new', 'update', 'skip', 'error']

/** What the sheet would do to the equipment list, row by row. */
export function ImportPreview({ summary, onSummary, onDone, onOther }: Props) {
  const { importId, counts } = summary
  const [verdict, setVerdict] = useState<Verdict | 'all'>('all')
  const [policy, setPolicy] = useState<Policy>('skip')
  const { run, running } = useTask()
  const writing = counts.new + counts.update

  const change = async (duplicates: Policy) => {
    const next = await run('正在重新核对', options => call('equipment.setPolicy', { importId, duplicates }, options))
    if (!next) return
    setPolicy(duplicates)
    onSummary(next)
  }
  const saveErrors = async () => {
    const file = await run('正在生成错误表', options => call('equipment.saveErrors', { importId }, options))
    if (file) done(`已保存：${file.path}`)
  }
  const commit = async () => {
    const result = await run(`正在导入 ${writing} 项`, options => call('equipment.commit', { importId }, options))
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
      {summary.unknownHeaders.length > 0 && (
        <Alert type="info" showIcon title={`不认识的列不会导入：${summary.unknownHeaders.join('、')}`} />
      )}
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
          <span>清单里已有的设备：</span>
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
        <Rows key={`${verdict}|${policy}`} importId={importId} verdict={verdict} />
      </div>
      <Flex gap={8} justify="end" align="center" wrap>
        {counts.error > 0 && (
          <Typography.Text type="danger" style={{ flex: 1 }}>
            {counts.error} 行有错，不会导入；可导出错误表，改好后再导入。
          </Typography.Text>
        )}
        <Button onClick={onOther}>换一个文件</Button>
        <Button onClick={saveErrors} disabled={counts.error + counts.warning === 0}>
          导出错误表
        </Button>
        <Button type="primary" onClick={commit} disabled={writing === 0} loading={running}>
          {writing === 0 ? '没有可导入的行' : `确认导入 ${writing} 项`}
        </Button>
      </Flex>
    </Flex>
  )
}

function Rows({ importId, verdict }: { importId: string; verdict: Verdict | 'all' }) {
  const [page, setPage] = useState({ current: 1, size: 50 })
  const rows = useCall('equipment.rows', {
    importId,
    ...(verdict === 'all' ? {} : { verdicts: [verdict] }),
    page: { offset: (page.current - 1) * page.size, limit: page.size },
  })
  if (rows.error) return <ErrorBlock error={rows.error} />
  return (
    <FillTable<EquipmentImportRow>
      rowKey="row"
      minWidth={FIELDS.reduce((sum, field) => sum + field.width, 460)}
      loading={rows.loading && !rows.data}
      dataSource={rows.data?.rows ?? []}
      columns={[
        { title: '行号', dataIndex: 'row', width: 64, fixed: 'start', className: 'num' },
        {
          title: '结果',
          width: 76,
          fixed: 'start',
          render: (_, row) => <Tag color={VERDICTS[row.verdict].color}>{VERDICTS[row.verdict].text}</Tag>,
        },
        {
          title: '问题',
          width: 320,
          render: (_, row) =>
            row.problems.map(({ message, level }) => (
              <div key={message} style={{ whiteSpace: 'normal' }}>
                <span style={{ color: LEVEL[level].color }}>{LEVEL[level].text}：</span>
                {message}
              </div>
            )),
        },
        ...FIELDS.map(({ key, title, width }) => ({
          key,
          title,
          width,
          ellipsis: true,
          onCell: (row: EquipmentImportRow) => {
            const problem = problemOf(row, key)
            return problem ? { style: { background: LEVEL[problem.level].background } } : {}
          },
          render: (_: unknown, row: EquipmentImportRow) => <ImportCell row={row} column={key} />,
        })),
      ]}
      pagination={{ current: page.current, pageSize: page.size, total: rows.data?.total ?? 0 }}
      onChange={pager => setPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })}
      locale={{ emptyText: rows.data ? '没有这样的行' : ' ' }}
    />
  )
}
