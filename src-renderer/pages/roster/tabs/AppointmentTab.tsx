import { Flex, Table, Tag } from 'antd'
import type { Supervisor } from '../../../../src-shared/contract/supervisor.ts'
import { daysBetween } from '../../../../src-shared/domain/dates.ts'
import { DateText } from '../../../components/DateText.tsx'
import { DaysLeft } from '../../../components/tags.tsx'
import { useSession } from '../../../session.tsx'
import type { TabProps } from '../Dossier.tsx'
import { Strike } from '../Strike.tsx'
import { Head } from './Head.tsx'

/** 第十四条: terms of three years, and the suspensions within them. */
export function AppointmentTab({ person, onAction }: TabProps) {
  const { today } = useSession()
  return (
    <Flex vertical gap={16}>
      <section>
        <Head
          text="聘任"
          actions={[{ text: person.appointments.length > 0 ? '续聘' : '聘任', onClick: () => onAction('appoint') }]}
        />
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={person.appointments}
          locale={{ emptyText: '还没有聘任。条件确认、培训考核合格后办理（第十一条）。' }}
          columns={[
            {
              title: '聘期',
              render: (_, row) => (
                <span className="num">
                  {row.start} 至 {row.end}
                </span>
              ),
            },
            {
              title: '情况',
              render: (_, row) => <TermState term={row} today={today} />,
            },
            { title: '', width: 60, render: (_, row) => (row.previousId ? <Tag>续聘</Tag> : null) },
            { title: '聘任文件号', dataIndex: 'document', ellipsis: true },
            { title: '经办人', dataIndex: 'recordedBy', width: 90, ellipsis: true },
          ]}
        />
      </section>
      <section>
        <Head
          text="暂停"
          actions={[
            { text: '暂停', onClick: () => onAction('suspend') },
            ...(person.state === 'suspended' ? [{ text: '恢复', onClick: () => onAction('resume') }] : []),
          ]}
        />
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={person.suspensions}
          locale={{ emptyText: '没有暂停记录。' }}
          columns={[
            { title: '开始', width: 140, render: (_, row) => <DateText value={row.from} /> },
            {
              title: '最后一天',
              width: 140,
              render: (_, row) => (row.until ? <DateText value={row.until} /> : '未定'),
            },
            { title: '原因', dataIndex: 'reason', ellipsis: true },
            { title: '经办人', dataIndex: 'recordedBy', width: 90, ellipsis: true },
            { title: '', width: 60, render: (_, row) => <Strike kind="suspension" id={row.id} what="这次暂停" /> },
          ]}
        />
      </section>
    </Flex>
  )
}

function TermState({ term, today }: { term: Supervisor['appointments'][number]; today: string }) {
  if (term.dismissedOn) {
    return (
      <span>
        <Tag>解聘</Tag>
        {term.dismissedOn}　{term.dismissReason}
      </span>
    )
  }
  if (term.start > today) return <Tag color="processing">尚未开始</Tag>
  return <DaysLeft days={daysBetween(today, term.end)} />
}
