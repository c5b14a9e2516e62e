import { Collapse, Descriptions, Space, Tag, Typography } from 'antd'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { type Finding, RULES, type Severity } from '../../src-shared/domain/rules.ts'
import { SEVERITY } from '../../src-shared/labels.ts'

const COLOR: Record<Severity, string> = { block: 'error', warn: 'warning', todo: 'processing', info: 'default' }

/** Findings as the regulation demands them: rule, 条号, 原文, the facts used, and what helps. */
export function Findings({ list, compact = false }: { list: readonly Finding[]; compact?: boolean }) {
  return (
    <Space orientation="vertical" size={compact ? 6 : 12} style={{ width: '100%' }}>
      {list.map(finding => (
        <OneFinding key={`${finding.rule}|${finding.message}`} finding={finding} compact={compact} />
      ))}
    </Space>
  )
}

function OneFinding({ finding, compact }: { finding: Finding; compact: boolean }) {
  const article = ARTICLES[RULES[finding.rule].article]
  return (
    <section aria-label={`${SEVERITY[finding.severity]}：${finding.message}`}>
      <Tag color={COLOR[finding.severity]}>{SEVERITY[finding.severity]}</Tag>
      <span>{finding.message}</span>
      {finding.remedy && <Typography.Text type="secondary"> {finding.remedy}</Typography.Text>}
      <Collapse
        ghost
        size="small"
        defaultActiveKey={compact ? [] : ['article']}
        items={[
          {
            key: 'article',
            label: `${finding.rule} · ${article.label}`,
            children: (
              <>
                <blockquote style={{ margin: '0 0 8px', paddingLeft: 12, borderLeft: '3px solid #d0d7e2' }}>
                  {article.text}
                  <br />
                  <Typography.Text type="secondary">依据：{article.basis}</Typography.Text>
                </blockquote>
                {finding.facts.length > 0 && (
                  <Descriptions
                    size="small"
                    column={2}
                    items={finding.facts.map(fact => ({ key: fact.label, label: fact.label, children: fact.value }))}
                  />
                )}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
