import { Button, Drawer, Flex, Spin, Table, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Session } from '../../../../src-shared/contract/batch.ts'
import type { Assignable } from '../../../../src-shared/contract/supervision.ts'
import { overridable, RULES, type RuleId } from '../../../../src-shared/domain/rules.ts'
import { useCall } from '../../../api.ts'
import { Findings } from '../../../components/Findings.tsx'
import { PersonName } from '../../../components/PersonName.tsx'
import { SearchField } from '../../../components/SearchField.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { sessionText } from '../words.ts'
import { ExceptionDialog } from './ExceptionDialog.tsx'
import type { Choice } from './plan.ts'

interface Props {
  session: Session
  chosen: Choice[]
  onToggle: (choice: Choice) => void
  onClose: () => void
}

/** Who may supervise this session, best first; and for everybody who may not, exactly why. */
export function RankDrawer({ session, chosen, onToggle, onClose }: Props) {
  const { data, error } = useCall('assign.rank', { sessionId: session.id }, ['batch', 'supervisor', 'card'])
  const [asking, setAsking] = useState<Assignable | null>(null)
  const [search, setSearch] = useState('')
  const found = data?.people.filter(person => person.name.includes(search.trim())) ?? []
  const able = found.filter(person => person.rank !== null)
  const refused = found.filter(person => person.rank === null).sort((a, b) => nearness(a) - nearness(b))
  return (
    <Drawer
      open
      title={`选人　${sessionText(session)}`}
      size={Math.min(940, window.innerWidth - 24)}
      onClose={onClose}
      extra={
        <Button type="primary" onClick={onClose}>
          选好了{chosen.length > 0 ? `（${chosen.length} 人）` : ''}
        </Button>
      }
    >
      {error && <ErrorBlock error={error} />}
      {!data && !error && <Spin />}
      {data && (
        <Flex vertical gap={16}>
          <SearchField
            autoFocus
            label="按姓名查找"
            placeholder="按姓名查找"
            width={220}
            value={search}
            onChange={setSearch}
          />
          <section aria-label="可以委派">
            <Typography.Title level={5} style={{ marginTop: 0 }}>
              可以委派 {able.length} 人
            </Typography.Title>
            <Table
              size="small"
              rowKey="id"
              dataSource={able}
              columns={ABLE}
              locale={{ emptyText: '没有可以委派的人，原因见下。' }}
              pagination={{ size: 'small', pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              expandable={{
                rowExpandable: row => row.findings.length > 0,
                expandedRowRender: row => <Findings list={row.findings} compact />,
                columnWidth: 32,
              }}
              rowSelection={{
                hideSelectAll: true,
                columnWidth: 36,
                selectedRowKeys: chosen.map(choice => choice.id),
                getCheckboxProps: row => ({ 'aria-label': `委派${row.name}` }),
                onSelect: row => onToggle({ id: row.id, name: row.name, override: null }),
              }}
            />
          </section>
          <section aria-label="不能委派">
            <Typography.Title level={5} style={{ marginTop: 0 }}>
              不能委派 {refused.length} 人
            </Typography.Title>
            {refused.map(person => (
              <Refused
                key={person.id}
                person={person}
                choice={chosen.find(choice => choice.id === person.id)}
                onOverride={() => setAsking(person)}
                onDrop={onToggle}
              />
            ))}
          </section>
        </Flex>
      )}
      {asking && <ExceptionDialog person={asking} onChoose={onToggle} onClose={() => setAsking(null)} />}
    </Drawer>
  )
}

/** What is about this very session comes first; those who could not be sent anywhere come last. */
const HERE: readonly RuleId[] = ['R-SAME-SESSION', 'R-AVOID', 'R-AVOID-WORK', 'R-AVOID-NAME', 'R-CLASH']
const nearness = ({ findings }: Assignable): number => (findings.some(f => HERE.includes(f.rule)) ? 0 : 1)

const ABLE: TableColumnsType<Assignable> = [
  { title: '顺序', dataIndex: 'rank', width: 56, align: 'center', className: 'num' },
  { title: '姓名', width: 110, render: (_, row) => <PersonName id={row.id} name={row.name} /> },
  { title: '证卡编号', width: 140, className: 'num', render: (_, row) => row.code ?? '—' },
  { title: '上次督导', width: 110, className: 'num', render: (_, row) => row.lastOn ?? '没有过' },
  { title: '近 12 个月', width: 90, align: 'end', className: 'num', render: (_, row) => `${row.runs} 次` },
  {
    title: '提示',
    ellipsis: true,
    render: (_, row) =>
      row.findings.map(f => (
        <Tag key={f.rule + f.message} color={f.severity === 'warn' ? 'warning' : 'default'}>
          {RULES[f.rule].title}
        </Tag>
      )),
  },
]

interface RefusedProps {
  person: Assignable
  choice: Choice | undefined
  onOverride: () => void
  onDrop: (choice: Choice) => void
}

function Refused({ person, choice, onOverride, onDrop }: RefusedProps) {
  const blocks = person.findings.filter(f => f.severity === 'block')
  return (
    <Flex gap={12} align="start" style={{ padding: '6px 0', borderBottom: '1px solid var(--line2)' }}>
      <div style={{ width: 84, flex: 'none' }}>
        <PersonName id={person.id} name={person.name} />
      </div>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Findings list={blocks} compact />
      </div>
      {choice ? (
        <Button size="small" onClick={() => onDrop(choice)}>
          取消例外
        </Button>
      ) : (
        overridable(person.findings) && (
          <Button size="small" onClick={onOverride}>
            例外委派…
          </Button>
        )
      )}
    </Flex>
  )
}
