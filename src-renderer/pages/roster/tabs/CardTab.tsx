import { Flex, Table } from 'antd'
import { DateText } from '../../../components/DateText.tsx'
import { CardStateTag, FilingTag } from '../../../components/tags.tsx'
import type { TabProps } from '../Dossier.tsx'
import { Head } from './Head.tsx'

/** 第十三条: every card that this person was ever given. */
export function CardTab({ person, onAction }: TabProps) {
  return (
    <Flex vertical>
      <Head text="证卡" actions={[{ text: '发卡', onClick: () => onAction('issue') }]} />
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={person.cards}
        locale={{ emptyText: '还没有证卡。聘任后发卡（第十三条）。' }}
        columns={[
          { title: '证卡编号', dataIndex: 'code', className: 'num' },
          { title: '状态', width: 140, render: (_, row) => <CardStateTag card={row} /> },
          { title: '核发日期', width: 140, render: (_, row) => <DateText value={row.issuedOn} /> },
          { title: '有效期限', dataIndex: 'period', className: 'num' },
          { title: '备案', render: (_, row) => <FilingTag filedOn={row.filedOn} /> },
          { title: '原编号', render: (_, row) => row.previousCode ?? '—', className: 'num' },
        ]}
      />
    </Flex>
  )
}
