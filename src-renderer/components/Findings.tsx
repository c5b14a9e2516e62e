import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { type Finding, RULES, type Severity } from '../../src-shared/domain/rules.ts'
import { SEVERITY } from '../../src-shared/labels.ts'
import { State } from './State.tsx'
import type { StateName } from './states.ts'

const SHOWN: Record<Severity, StateName> = { block: 'block', warn: 'soon', todo: 'todo', info: 'na' }

interface Props {
  list: readonly Finding[]
  /** 原文 and facts folded away until asked for: for lists of many people. */
  compact?: boolean
}

/** Findings as the regulation demands them: rule, 条号, 原文, the facts used, and what helps. */
export function Findings({ list, compact = false }: Props) {
  return (
    <Flex vertical gap={compact ? 4 : 12}>
      {list.map(finding => (
        <OneFinding key={`${finding.rule}|${finding.message}`} finding={finding} compact={compact} />
      ))}
    </Flex>
  )
}

function OneFinding({ finding, compact }: { finding: Finding; compact: boolean }) {
  const [open, setOpen] = useState(!compact)
  const { message, remedy, severity, rule } = finding
  const article = ARTICLES[RULES[rule].article]
  return (
    <section aria-label={`${SEVERITY[severity]}：${message}`}>
      <State s={SHOWN[severity]}>{SEVERITY[severity]}</State> <span>{message}</span>
      <Typography.Text type="secondary"> {remedy}</Typography.Text>
      <Button
        type="link"
        size="small"
        aria-expanded={open}
        icon={open ? <UpOutlined /> : <DownOutlined />}
        iconPlacement="end"
        onClick={() => setOpen(!open)}
      >
        {rule} · {article.label}
      </Button>
      {open && (
        <blockquote
          style={{
            margin: '4px 0 8px',
            padding: '6px 12px',
            borderLeft: '3px solid var(--blueChip)',
            background: 'var(--alt)',
          }}
        >
          <div style={{ whiteSpace: 'pre-line' }}>{article.text}</div>
          <Typography.Text type="secondary">依据：{article.basis}</Typography.Text>
          {finding.facts.length > 0 && (
            <Flex gap={16} wrap component="dl" style={{ margin: '6px 0 0' }}>
              {finding.facts.map(fact => (
                <div key={fact.label}>
                  <dt style={{ display: 'inline', color: 'var(--ink3)' }}>{fact.label}：</dt>
                  <dd style={{ display: 'inline', margin: 0 }}>{fact.value}</dd>
                </div>
              ))}
            </Flex>
          )}
        </blockquote>
      )}
    </section>
  )
}
