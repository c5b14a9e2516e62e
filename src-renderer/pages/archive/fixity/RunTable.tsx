import { Table, Tag } from 'antd'
import type { FixityRun } from '../../../../src-shared/contract/seal.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { BatchLink } from '../BatchLink.tsx'
import { notesIn, verdictOf } from './words.ts'

/** Files at fault, by name. */
export function Trouble({ names }: { names: string[] }) {
  return (
    <ul
      style={{ margin: '4px 0 0', paddingInlineStart: 18, overflowWrap: 'anywhere', maxHeight: 240, overflow: 'auto' }}
    >
      {[...new Set(names)].map(name => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  )
}

/** Runs, newest first; a run that found something opens to the names. `single`: all of them over the same batch. */
export function RunTable({ runs, single }: { runs: FixityRun[]; single?: boolean }) {
  return (
    <Table<FixityRun>
      size="small"
      rowKey="id"
      scroll={{ x: 860 }}
      pagination={{ pageSize: 20, size: 'small', hideOnSinglePage: true }}
      dataSource={runs}
      expandable={{
        rowExpandable: run => notesIn(run).length > 0,
        expandedRowRender: run => <Trouble names={notesIn(run)} />,
      }}
      locale={{ emptyText: '还没有检查记录。' }}
      columns={[
        { title: '时间', width: 150, className: 'num', render: (_, run) => instantText(run.at) },
        {
          title: '范围',
          ellipsis: true,
          render: (_, run) =>
            run.batchId === null ? '全部文件' : single ? '本批次' : <BatchLink id={run.batchId} name={run.batchName} />,
        },
        { title: '方式', width: 80, render: (_, run) => (run.scheduled ? '定期' : '手动') },
        { title: '经办', dataIndex: 'by', width: 110, ellipsis: true },
        {
          title: '文件',
          width: 160,
          align: 'end',
          className: 'num',
          render: (_, run) => `${run.files} 件　${sizeText(run.bytes)}`,
        },
        {
          title: '结果',
          width: 220,
          render: (_, run) => {
            const [color, word] = verdictOf(run)
            return <Tag color={color}>{word}</Tag>
          },
        },
      ]}
    />
  )
}
