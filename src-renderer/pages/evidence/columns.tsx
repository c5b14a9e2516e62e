import { Flex, type TableColumnsType, Tag } from 'antd'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import type { Input } from '../../../src-shared/contract/index.ts'
import { sizeText } from '../../components/bytes.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { kindText, lengthText, localText, ownerText, warningsOf } from './words.ts'

export type Sort = Input<'evidence.list'>['sort']
export const SORT_KEYS: readonly Sort['by'][] = ['code', 'takenAt', 'addedAt']

/** The dense list; `owners` where files of several owners meet. */
export function evidenceColumns(sort: Sort, owners: boolean): TableColumnsType<Evidence> {
  const owner: TableColumnsType<Evidence> = [
    { key: 'owner', title: '归属', width: 200, ellipsis: true, render: (_, row) => ownerText(row) },
  ]
  const columns: TableColumnsType<Evidence> = [
    { key: 'picture', title: '', width: 40, render: (_, row) => <Picture file={row} /> },
    { key: 'code', title: '编号', dataIndex: 'code', width: 82, sorter: true, className: 'num' },
    { key: 'title', title: '题名', ellipsis: true, render: (_, row) => <span title={row.title}>{row.title}</span> },
    ...(owners ? owner : []),
    {
      key: 'category',
      title: '类别',
      width: 66,
      ellipsis: true,
      render: (_, row) => row.category || kindText(row.type),
    },
    { key: 'on', title: '日期', width: 100, className: 'num', render: (_, row) => row.on ?? '—' },
    { key: 'secrecy', title: '密级', width: 92, render: (_, row) => <SecrecyTag secrecy={row.secrecy} /> },
    { key: 'bytes', title: '大小', width: 80, align: 'end', className: 'num', render: (_, row) => <Size file={row} /> },
    {
      key: 'takenAt',
      title: '拍摄时间',
      width: 108,
      sorter: true,
      className: 'num',
      render: (_, row) => <span title={localText(row.takenAt)}>{shortText(row.takenAt)}</span>,
    },
    { key: 'warnings', title: '提醒', width: 110, render: (_, row) => <Warnings file={row} /> },
  ]
  return columns.map(column => ({
    ...column,
    ...(column.key === sort.by ? { sortOrder: sort.desc ? ('descend' as const) : ('ascend' as const) } : {}),
  }))
}

export const SecrecyTag = ({ secrecy }: Pick<Evidence, 'secrecy'>) => (
  <Tag color={secrecy === '含个人信息' ? 'warning' : 'default'} style={{ margin: 0 }}>
    {secrecy}
  </Tag>
)

const Picture = ({ file }: { file: Evidence }) => (
  <div className="thumb">
    <Thumbnail file={file} />
  </div>
)

/** 29 KB; of a recording its length, which says more. */
const Size = ({ file: { bytes, seconds } }: { file: Evidence }) => (
  <span title={sizeText(bytes)}>{seconds === null ? sizeText(bytes) : lengthText(seconds)}</span>
)

/** 11-28 09:30: the year stands in the date beside it, the seconds in the tooltip. */
const shortText = (at: string | null): string => (at === null ? '—' : localText(at).slice(5, 16))

/** What is worth a look, the first in words, and how many more. */
function Warnings({ file }: { file: Evidence }) {
  const list = warningsOf(file)
  return (
    <Flex gap={4} title={list.join('；')}>
      {list[0] && (
        <Tag color={file.destroyed ? 'default' : 'warning'} style={{ margin: 0 }}>
          {list[0]}
        </Tag>
      )}
      {list.length > 1 && <span className="num">+{list.length - 1}</span>}
      {file.boxes.length > 0 && list.length === 0 && <Tag style={{ margin: 0 }}>遮盖 {file.boxes.length} 处</Tag>}
    </Flex>
  )
}
