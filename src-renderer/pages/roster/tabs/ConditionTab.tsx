import { Flex, Table, Tag } from 'antd'
import { DateText } from '../../../components/DateText.tsx'
import { AttachmentLink } from '../AttachmentLink.tsx'
import type { TabProps } from '../Dossier.tsx'
import { CLAUSES } from '../dialogs/AttestDialog.tsx'
import { Strike } from '../Strike.tsx'
import { Head } from './Head.tsx'

/** 第十条: each condition with who vouched for it and when. The newest confirmation of a clause counts. */
export function ConditionTab({ person, onAction }: TabProps) {
  const rows = CLAUSES.map(({ clause, text }) => ({
    clause,
    text,
    record: person.attestations
      .filter(one => one.clause === clause)
      .reduce<(typeof person.attestations)[number] | null>((a, b) => (a && a.on > b.on ? a : b), null),
  }))
  return (
    <Flex vertical>
      <Head text="第十条　质量督导员应具备的条件" actions={[{ text: '确认条件', onClick: () => onAction('attest') }]} />
      <Table
        size="small"
        rowKey="clause"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: '条件', dataIndex: 'text' },
          {
            title: '结果',
            width: 86,
            render: (_, { record }) => <Tag color={record ? 'success' : 'error'}>{record ? '已确认' : '未确认'}</Tag>,
          },
          { title: '确认人', width: 90, render: (_, { record }) => record?.by ?? '—' },
          { title: '日期', width: 140, render: (_, { record }) => <DateText value={record?.on ?? null} /> },
          {
            title: '附件',
            width: 110,
            render: (_, { record }) => <AttachmentLink file={record?.attachment ?? null} />,
          },
          {
            title: '',
            width: 60,
            render: (_, { record }) => record && <Strike kind="attestation" id={record.id} what="这项确认" />,
          },
        ]}
      />
    </Flex>
  )
}
