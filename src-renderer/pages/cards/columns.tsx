import type { TableColumnsType } from 'antd'
import type { CardRow } from '../../../src-shared/contract/card.ts'
import type { Input } from '../../../src-shared/contract/index.ts'
import { DateText } from '../../components/DateText.tsx'
import { PersonName } from '../../components/PersonName.tsx'
import { CardStateTag, FilingTag } from '../../components/tags.tsx'

type Sort = Input<'card.list'>['sort']

export function cardColumns(sort: Sort): TableColumnsType<CardRow> {
  const order = (by: Sort['by']) => (sort.by === by ? (sort.desc ? 'descend' : 'ascend') : null)
  return [
    {
      title: '证卡编号',
      key: 'code',
      dataIndex: 'code',
      className: 'num',
      width: 140,
      fixed: 'left',
      sorter: true,
      sortOrder: order('code'),
    },
    {
      title: '姓名',
      key: 'name',
      width: 120,
      ellipsis: true,
      sorter: true,
      sortOrder: order('name'),
      render: (_, card) => <PersonName id={card.supervisorId} name={card.name} />,
    },
    { title: '单位 / 部门', dataIndex: 'department', ellipsis: true },
    { title: '有效期限', dataIndex: 'period', className: 'num', width: 150 },
    {
      title: '聘期止',
      key: 'termEnd',
      width: 140,
      sorter: true,
      sortOrder: order('termEnd'),
      render: (_, card) => <DateText value={card.termEnd} />,
    },
    {
      title: '核发日期',
      key: 'issuedOn',
      width: 140,
      sorter: true,
      sortOrder: order('issuedOn'),
      render: (_, card) => <DateText value={card.issuedOn} />,
    },
    { title: '状态', width: 136, render: (_, card) => <CardStateTag card={card} /> },
    {
      title: '打印',
      width: 116,
      render: (_, card) =>
        `${card.prints > 0 ? `${card.prints} 次` : '未打印'}${card.reissues > 0 ? `，补发 ${card.reissues}` : ''}`,
    },
    { title: '备案', width: 96, render: (_, card) => <FilingTag filedOn={card.filedOn} /> },
  ]
}
