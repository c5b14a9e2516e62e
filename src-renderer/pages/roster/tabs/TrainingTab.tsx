import { Flex, Table, Tag } from 'antd'
import { DateText } from '../../../components/DateText.tsx'
import { AttachmentLink } from '../AttachmentLink.tsx'
import type { TabProps } from '../Dossier.tsx'
import { Strike } from '../Strike.tsx'
import { Head } from './Head.tsx'

/** 第十一条: 培训 and 考核, as they were recorded. */
export function TrainingTab({ person, onAction }: TabProps) {
  return (
    <Flex vertical gap={16}>
      <section>
        <Head text="培训" actions={[{ text: '登记培训', onClick: () => onAction('training') }]} />
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={person.trainings}
          locale={{ emptyText: '还没有培训记录。培训并考核合格后才能聘任（第十一条）。' }}
          columns={[
            { title: '完成日期', render: (_, row) => <DateText value={row.on} />, width: 140 },
            { title: '学时', dataIndex: 'hours', width: 60 },
            { title: '内容', dataIndex: 'subject', ellipsis: true },
            { title: '组织单位', dataIndex: 'organizer', ellipsis: true },
            { title: '附件', width: 120, render: (_, row) => <AttachmentLink file={row.attachment} /> },
            { title: '经办人', dataIndex: 'recordedBy', width: 90, ellipsis: true },
            { title: '', width: 70, render: (_, row) => <Strike kind="training" id={row.id} what="这条培训记录" /> },
          ]}
        />
      </section>
      <section>
        <Head text="考核" actions={[{ text: '登记考核', onClick: () => onAction('exam') }]} />
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={person.exams}
          locale={{ emptyText: '还没有考核记录。' }}
          columns={[
            { title: '考核日期', render: (_, row) => <DateText value={row.on} />, width: 140 },
            { title: '成绩', dataIndex: 'score', width: 70 },
            {
              title: '结果',
              render: (_, row) => <Tag color={row.passed ? 'success' : 'error'}>{row.passed ? '合格' : '不合格'}</Tag>,
            },
            { title: '附件', width: 120, render: (_, row) => <AttachmentLink file={row.attachment} /> },
            { title: '经办人', dataIndex: 'recordedBy', width: 90, ellipsis: true },
            { title: '', width: 70, render: (_, row) => <Strike kind="exam" id={row.id} what="这条考核记录" /> },
          ]}
        />
      </section>
    </Flex>
  )
}
