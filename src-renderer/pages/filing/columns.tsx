import { Button, type TableColumnsType } from 'antd'
import type { CardRow } from '../../../src-shared/contract/card.ts'
import { DateText } from '../../components/DateText.tsx'
import { PersonName } from '../../components/PersonName.tsx'
import { CardStateTag, FilingTag } from '../../components/tags.tsx'

/** `onClear` on the recorded ones only; `ended`: cards that are over, with what became of them. */
export function filingColumns(onClear: ((card: CardRow) => void) | null, ended: boolean): TableColumnsType<CardRow> {
  return [
    { title: '证卡编号', dataIndex: 'code', className: 'num', width: 140 },
    { title: '姓名', width: 120, render: (_, card) => <PersonName id={card.supervisorId} name={card.name} /> },
    { title: '性别', dataIndex: 'sex', width: 56 },
    { title: '单位 / 部门', dataIndex: 'department', ellipsis: true },
    ...(ended
      ? [
          { title: '变更事项', width: 136, render: (_: unknown, card: CardRow) => <CardStateTag card={card} /> },
          { title: '变更日期', width: 140, render: (_: unknown, card: CardRow) => <DateText value={card.endedOn} /> },
          {
            title: '变更备案',
            width: 140,
            render: (_: unknown, card: CardRow) => <DateText value={card.changedOn} />,
          },
        ]
      : [{ title: '核发日期', width: 140, render: (_: unknown, card: CardRow) => <DateText value={card.issuedOn} /> }]),
    ...(onClear
      ? [
          { title: '备案日期', width: 140, render: (_: unknown, card: CardRow) => <DateText value={card.filedOn} /> },
          { title: '回执', dataIndex: 'filingReceipt', ellipsis: true, width: 160 },
          {
            title: '操作',
            width: 90,
            render: (_: unknown, card: CardRow) => (
              <Button type="link" size="small" danger onClick={() => onClear(card)}>
                撤销登记
              </Button>
            ),
          },
        ]
      : [
          { title: '有效期限', dataIndex: 'period', className: 'num', width: 150 },
          { title: '备案', width: 96, render: (_: unknown, card: CardRow) => <FilingTag filedOn={card.filedOn} /> },
        ]),
  ]
}
