import { Button, Flex, Progress, Table, Typography } from 'antd'
import { useState } from 'react'
import type { Figure } from '../../../src-shared/contract/year.ts'
import { RECORD_KIND } from '../../../src-shared/labels.ts'
import { call, useCall } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'
import { FormsSet } from '../batches/FormsSet.tsx'
import { RowsDrawer } from './RowsDrawer.tsx'
import type { YearProps } from './YearPage.tsx'

/** 总结: every number opens the rows that it is made of. */
export function ReportTab({ scope }: YearProps) {
  const { data, error, loading } = useCall('year.report', scope, ['batch', 'venue', 'contest', 'supervisor'])
  const [open, setOpen] = useState<Figure | null>(null)
  const { run, running } = useTask()
  const save = async () => {
    const saved = await run('正在导出', options => call('year.saveXlsx', scope, options))
    if (saved) done(`已保存：${saved.path}`)
  }
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} justify="end">
        <Button loading={running} onClick={save}>
          导出数据 Excel
        </Button>
        <FormsSet
          text="年度总结（可改文字）"
          items={[{ form: 'yearReport', mode: 'filled', subject: { kind: 'year', ...scope } }]}
        />
      </Flex>
      <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{data?.summary}</Typography.Paragraph>
      <Flex gap={24} wrap align="start">
        <Table<Figure>
          size="small"
          rowKey="key"
          style={{ flex: 1, minWidth: 460 }}
          loading={loading && !data}
          pagination={false}
          dataSource={data?.figures ?? []}
          columns={[
            { title: '指标', dataIndex: 'label' },
            {
              title: '数值',
              width: 130,
              align: 'right',
              className: 'num',
              render: (_, figure) => (
                <Button
                  type="link"
                  size="small"
                  style={{ padding: 0 }}
                  aria-label={`${figure.label} 明细`}
                  disabled={figure.rows === 0}
                  onClick={() => setOpen(figure)}
                >
                  {figure.value === null ? '—' : `${figure.value} ${figure.unit}`}
                </Button>
              ),
            },
            {
              title: '',
              width: 150,
              render: (_, { how, value }) =>
                how === 'percent' && value !== null ? <Progress percent={value} size="small" showInfo={false} /> : null,
            },
          ]}
        />
        <Table
          size="small"
          rowKey={row => `${row.kind}${row.number}`}
          style={{ flex: 1, minWidth: 460 }}
          pagination={false}
          dataSource={data?.noes ?? []}
          locale={{ emptyText: '没有判为「否」的项目' }}
          columns={[
            { title: '督导', width: 90, render: (_, row) => RECORD_KIND[row.kind] },
            { title: '判为「否」的项目', dataIndex: 'text' },
            { title: '次数', dataIndex: 'count', width: 70, align: 'right', className: 'num' },
          ]}
        />
      </Flex>
      {open && <RowsDrawer scope={scope} figure={open} onClose={() => setOpen(null)} />}
    </Flex>
  )
}
