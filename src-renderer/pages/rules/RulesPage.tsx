import { Descriptions, Input, Table, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import { ARTICLES, LEGAL_BASIS, REGULATION } from '../../../src-shared/domain/articles.ts'
import { RULES, type Rule, type Severity } from '../../../src-shared/domain/rules.ts'
import { AGE_READING, CODE_MODE, SEVERITY } from '../../../src-shared/labels.ts'
import { DateText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useSession } from '../../session.tsx'

const COLOR: Record<Severity, string> = { block: 'error', warn: 'warning', todo: 'processing', info: 'default' }

const COLUMNS: TableColumnsType<Rule> = [
  { title: '规则', width: 220, render: (_, rule) => <RuleName rule={rule} /> },
  { title: '处理', width: 80, render: (_, rule) => <Tag color={COLOR[rule.severity]}>{SEVERITY[rule.severity]}</Tag> },
  { title: '条款', width: 150, render: (_, rule) => ARTICLES[rule.article].label },
  {
    title: '原文',
    render: (_, rule) => <span style={{ whiteSpace: 'pre-line' }}>{ARTICLES[rule.article].text}</span>,
  },
]

const RuleName = ({ rule }: { rule: Rule }) => (
  <>
    {rule.title}
    <br />
    <Typography.Text type="secondary">{rule.id}</Typography.Text>
  </>
)

/** 规则与条款 (F1): every rule that the program judges by, with the words of the regulation it rests on. */
export default function RulesPage() {
  const { org } = useSession()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const rules = Object.values(RULES).filter(rule =>
    [rule.id, rule.title, ARTICLES[rule.article].label, ARTICLES[rule.article].text].some(text =>
      text.toLowerCase().includes(wanted),
    ),
  )
  return (
    <PageFrame
      title="规则与条款"
      filters={
        <Input.Search
          allowClear
          autoFocus
          placeholder="规则、条号或原文中的字"
          aria-label="搜索规则与条款"
          value={search}
          onChange={event => setSearch(event.target.value)}
          style={{ width: 280 }}
        />
      }
    >
      <Table<Rule>
        size="small"
        rowKey="id"
        dataSource={rules}
        columns={COLUMNS}
        pagination={false}
        scroll={{ x: 860 }}
        locale={{ emptyText: <Empty text="没有找到相关的规则或条款" /> }}
      />
      <Descriptions
        title="依据"
        size="small"
        column={1}
        style={{ marginTop: 24 }}
        items={[
          { key: 'text', label: '实施细则', children: `《${REGULATION}》` },
          {
            key: 'from',
            label: '规则包生效日',
            children: org.rulesFrom ? (
              <DateText value={org.rulesFrom} />
            ) : (
              '未填写（细则自发布之日起试行，文中没有日期；可在「设置」中填写）'
            ),
          },
          { key: 'age', label: '年龄口径（第十条（五））', children: AGE_READING[org.ageReading] },
          { key: 'code', label: '编码方式（附件1）', children: CODE_MODE[org.codeMode] },
          ...LEGAL_BASIS.map(basis => ({
            key: basis.number,
            label: basis.number,
            children: `《${basis.title}》`,
          })),
        ]}
      />
    </PageFrame>
  )
}
