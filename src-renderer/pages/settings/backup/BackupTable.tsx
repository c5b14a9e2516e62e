import { Button, Table, type TableColumnsType, Tag, Tooltip } from 'antd'
import type { Backup } from '../../../../src-shared/contract/backup.ts'
import { BACKUP_KIND } from '../../../../src-shared/labels.ts'
import { sizeText } from '../../../components/bytes.ts'
import { InstantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { countsText } from './words.ts'

interface Props {
  backups: readonly Backup[]
  loading?: boolean
  empty: string
  /** The one that 撤销恢复 goes back to. */
  undo?: string
  onRestore: (name: string) => void
}

const COLOR: Partial<Record<Backup['kind'], string>> = { 'before-restore': 'gold', 'before-upgrade': 'purple' }

/** Backups of one place, the latest first, each with what is in it. */
export function BackupTable({ backups, loading, empty, undo, onRestore }: Props) {
  const columns: TableColumnsType<Backup> = [
    { title: '时间', width: 160, render: (_, backup) => <InstantText value={backup.at} /> },
    {
      title: '种类',
      width: 120,
      render: (_, { kind }) => <Tag color={COLOR[kind]}>{BACKUP_KIND[kind]}</Tag>,
    },
    {
      title: '内容',
      render: (_, { counts, problem }) =>
        problem ? (
          <Tooltip title={problem}>
            <Tag color="error">不能使用</Tag>
            {problem}
          </Tooltip>
        ) : (
          counts && <span className="num">{countsText(counts)}</span>
        ),
      ellipsis: true,
    },
    { title: '版本', width: 80, dataIndex: 'version', ellipsis: true },
    { title: '大小', width: 90, align: 'end', className: 'num', render: (_, backup) => sizeText(backup.bytes) },
    {
      title: '操作',
      width: 110,
      render: (_, { name, problem }) => (
        <Button size="small" disabled={problem !== ''} onClick={() => onRestore(name)}>
          {name === undo ? '撤销恢复' : '恢复…'}
        </Button>
      ),
    },
  ]
  return (
    <Table
      size="small"
      rowKey="name"
      columns={columns}
      dataSource={[...backups]}
      loading={loading}
      pagination={backups.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      locale={{ emptyText: <Empty text={empty} /> }}
    />
  )
}
