import { Alert, Flex, Radio, Spin, Typography } from 'antd'
import { useState } from 'react'
import type { SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { RECORD_KIND } from '../../../../src-shared/labels.ts'
import { useCall } from '../../../api.ts'
import { ErrorBlock } from '../../../showError.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { groupsOf, numberText, wording } from '../record/items.ts'
import '../record/record.css'
import { Sections } from '../record/Sections.tsx'
import { AnswerTag } from '../tags.tsx'

type Kind = SupervisionRecord['kind']
const KINDS = Object.entries(RECORD_KIND).map(([value, label]) => ({ value, label }))
const LATE = ['scoring', 'public', 'certified', 'archived']

/** 模拟督导: 附件3 run over what is recorded now, days before the visit. */
export function MockTab({ batch }: TabProps) {
  const [kind, setKind] = useState<Kind>(LATE.includes(batch.phase) ? 'afterwards' : 'onsite')
  const { data, error } = useCall('mock.run', { batchId: batch.id, kind }, ['batch', 'venue', 'supervisor', 'card'])
  const bad = data?.items.filter(item => item.answer === 'no') ?? []
  return (
    <Flex vertical gap={8}>
      <Flex gap={16} wrap align="center">
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          aria-label="督导类型"
          value={kind}
          options={KINDS}
          onChange={event => setKind(event.target.value as Kind)}
        />
        <Typography.Text type="secondary">按本程序现有的登记预判，供迎检前自查，不代替督导记录。</Typography.Text>
      </Flex>
      {error && <ErrorBlock error={error} />}
      {!data && !error && <Spin />}
      {data && (
        <>
          <Alert
            showIcon
            type={bad.length === 0 ? 'success' : 'warning'}
            title={
              bad.length === 0
                ? `${data.items.length} 项全部预判为「是」`
                : `预判「是」${data.items.length - bad.length} 项，「否」${bad.length} 项：${bad.map(item => item.number).join('、')}`
            }
          />
          <Sections
            groups={groupsOf(kind)}
            row={item => {
              const number = numberText(item)
              const found = data.items.find(one => one.number === number)
              return (
                <div key={number} className="record-row">
                  <span className="record-number num">{number}</span>
                  <span className="record-text">{wording(item)}</span>
                  <AnswerTag answer={found?.answer ?? null} />
                  <span />
                  {found && found.lacks.length > 0 && (
                    <ul className="record-read" style={{ margin: 0, paddingInlineStart: 18 }}>
                      {found.lacks.map(lack => (
                        <li key={lack}>
                          <Typography.Text type={found.answer === 'no' ? 'danger' : 'secondary'}>
                            {lack}
                          </Typography.Text>
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
              )
            }}
          />
        </>
      )}
    </Flex>
  )
}
