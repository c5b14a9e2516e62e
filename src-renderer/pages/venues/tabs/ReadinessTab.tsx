import { Alert, Button, Descriptions, Flex, InputNumber, Spin, Typography } from 'antd'
import { useState } from 'react'
import type { Readiness } from '../../../../src-shared/contract/venue.ts'
import { RULES, type RuleId } from '../../../../src-shared/domain/rules.ts'
import { call, useCall } from '../../../api.ts'
import { DateText } from '../../../components/DateText.tsx'
import { Findings } from '../../../components/Findings.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock, showError } from '../../../showError.tsx'
import { FACTS } from '../facts.ts'
import { VenueFilingTag } from '../tags.tsx'
import type { VenueAction } from '../VenueActions.tsx'
import { openTab, type TabKey, type TabProps } from '../VenuePage.tsx'

/** Where each finding is mended. */
const MEND: Partial<Record<RuleId, { text: string; tab: TabKey } | { text: string; action: VenueAction }>> = {
  'R-VENUE-FILED': { text: '登记备案', action: 'filing' },
  'R-VENUE-LIST': { text: '去备案基线', tab: 'baseline' },
  'R-VENUE-CHG': { text: '写变更说明', tab: 'baseline' },
  'R-VENUE-COUNT': { text: '看变更', tab: 'baseline' },
  'R-VENUE-PHOTO': { text: '去照片', tab: 'files' },
  'R-VENUE-SCOPE': { text: '去填写', tab: 'basic' },
}

/** 迎检准备: what is missing or expired before an inspection (第二十三条), each with its article and the place to mend it. */
export function ReadinessTab({ venue, onAction }: TabProps) {
  const { data, error } = useCall('venue.readiness', { id: venue.id }, ['venue', 'setting'])
  if (error) return <ErrorBlock error={error} />
  if (!data) return <Spin />
  const { findings } = data
  return (
    <Flex vertical gap={16} style={{ maxWidth: 1100 }}>
      <Alert
        showIcon
        type={findings.length === 0 ? 'success' : 'warning'}
        title={
          findings.length === 0
            ? '场地资料齐备，没有缺少或过期的内容，可以打印附件5 迎检。'
            : `有 ${findings.length} 项缺少或过期，请在迎检前处理。`
        }
      />
      {findings.map(finding => {
        const mend = MEND[finding.rule]
        return (
          <Flex key={`${finding.rule}|${finding.message}`} gap={12} align="start">
            <div style={{ flex: 1 }}>
              <Typography.Text strong>{RULES[finding.rule].title}</Typography.Text>
              <Findings list={[finding]} />
            </div>
            {mend && (
              <Button onClick={() => ('tab' in mend ? openTab(venue.id, mend.tab) : onAction(mend.action))}>
                {mend.text}
              </Button>
            )}
          </Flex>
        )
      })}
      <Facts readiness={data} />
    </Flex>
  )
}

function Facts({ readiness: r }: { readiness: Readiness }) {
  const all = r.differences.added + r.differences.removed + r.differences.quantity + r.differences.model
  return (
    <Descriptions
      size="small"
      bordered
      styles={FACTS}
      column={2}
      items={[
        { key: 'filing', label: '备案', children: <VenueFilingTag state={r.filing} /> },
        { key: 'valid', label: '有效期至', children: <DateText value={r.validUntil} /> },
        { key: 'baseline', label: '备案清单', children: <DateText value={r.baselineOn} /> },
        {
          key: 'changes',
          label: '备案后的变更',
          children: `${all} 处，未说明 ${r.differences.unexplained} 处，少于备案 ${r.below} 项`,
        },
        {
          key: 'photos',
          label: '照片',
          children: (
            <span>
              {r.photos} 张，最新 <DateText value={r.newestPhotoOn} />
            </span>
          ),
        },
        { key: 'limit', label: '照片时限', children: <PhotoLimit days={r.photoDays} /> },
        { key: 'scope', label: '职业（工种）', children: `${r.occupations} 个` },
        { key: 'last', label: '最近核查', children: <DateText value={r.lastCheckOn} /> },
      ]}
    />
  )
}

function PhotoLimit({ days }: { days: number }) {
  const [value, setValue] = useState<number | null>(null)
  const save = () =>
    value !== null &&
    call('venue.setLimits', { photoDays: value }).then(() => {
      done('照片时限已修改')
      setValue(null)
    }, showError)
  if (value === null) {
    return (
      <>
        本机构规定 {days} 天{' '}
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setValue(days)}>
          修改
        </Button>
      </>
    )
  }
  return (
    <Flex gap={8}>
      <InputNumber
        size="small"
        autoFocus
        aria-label="照片时限，天"
        min={1}
        max={3650}
        precision={0}
        suffix="天"
        value={value}
        onChange={next => setValue(next ?? days)}
        onPressEnter={save}
      />
      <Button size="small" type="primary" onClick={save}>
        保存
      </Button>
      <Button size="small" onClick={() => setValue(null)}>
        取消
      </Button>
    </Flex>
  )
}
