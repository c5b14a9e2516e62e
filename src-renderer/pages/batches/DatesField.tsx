import { Flex, Form, Typography } from 'antd'
import type { BatchDates } from '../../../src-shared/contract/batch.ts'
import { checkOrder, checkPublic, MILESTONES } from '../../../src-shared/domain/order.ts'
import { Findings } from '../../components/Findings.tsx'
import { DateItem } from '../../components/typed/items.tsx'

/** Dates as one fills them in, by phase. */
export const DATE_GROUPS: { title: string; keys: (keyof BatchDates)[] }[] = [
  { title: '备案与计划', keys: ['filedOn', 'plannedOn', 'announcedOn'] },
  { title: '报名与资格', keys: ['signupFrom', 'signupTo', 'reviewedOn'] },
  { title: '考试与评分', keys: ['examFrom', 'examTo', 'scoredOn'] },
  { title: '公示与发证', keys: ['publicFrom', 'publicTo', 'certifiedOn', 'archivedOn'] },
]

export const DATE_LABEL = new Map<keyof BatchDates, string>(MILESTONES)

/** Dates that are inverted are said at once, and never forbidden (R-ORDER, R-PUB). */
export function DatesField() {
  const dates = Form.useWatch<BatchDates | undefined>('dates')
  const findings = dates ? [...checkOrder(dates), ...checkPublic(dates)] : []
  const near = dates?.examFrom ?? dates?.plannedOn ?? dates?.filedOn
  return (
    <section aria-label="日期" style={{ marginBottom: 16 }}>
      <Flex gap={16} wrap>
        {DATE_GROUPS.map(group => (
          <div key={group.title} style={{ flex: '1 1 170px' }}>
            <Typography.Text strong>{group.title}</Typography.Text>
            {group.keys.map(key => (
              <DateItem
                key={key}
                name={['dates', key]}
                label={DATE_LABEL.get(key)}
                style={{ marginBottom: 6, marginTop: 4 }}
                placeholder="未定"
                year={near ? Number(near.slice(0, 4)) : undefined}
              />
            ))}
          </div>
        ))}
      </Flex>
      <Findings list={findings} compact />
    </section>
  )
}
