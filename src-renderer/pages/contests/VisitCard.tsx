import { Button, Card, Flex, Tag, Typography } from 'antd'
import type { ContestVisit } from '../../../src-shared/contract/contest.ts'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { CONTEST_VISIT } from '../../../src-shared/labels.ts'
import { dateText } from '../../components/DateText.tsx'
import { Findings } from '../../components/Findings.tsx'
import { FormsSet } from '../batches/FormsSet.tsx'
import { DeadlineList } from '../deadlines/DeadlineList.tsx'
import { AttachmentLink } from '../roster/AttachmentLink.tsx'

interface Props {
  visit: ContestVisit
  deadlines: Deadline[]
  closed: boolean
  onAction: (what: 'edit' | 'scan' | 'remove') => void
}

/** One visit: who came, what is due because of it, what they said, and what was signed. */
export function VisitCard({ visit, deadlines, closed, onAction }: Props) {
  const days = visit.on === visit.endedOn ? dateText(visit.on) : `${visit.on} 至 ${visit.endedOn}`
  const form = visit.kind === 'during' ? 'annex7During' : 'annex7After'
  const subject = { kind: 'contest', id: visit.contestId, visit: visit.id } as const
  return (
    <Card
      size="small"
      title={
        <Flex gap={12} align="center">
          <span className="num">{days}</span>
          <Tag color={visit.kind === 'during' ? 'blue' : 'purple'}>{CONTEST_VISIT[visit.kind]}</Tag>
          <Typography.Text type="secondary">{visit.place}</Typography.Text>
        </Flex>
      }
      extra={
        <Flex gap={8} wrap>
          {!closed && <Button onClick={() => onAction('edit')}>修改</Button>}
          {!closed && <Button onClick={() => onAction('remove')}>撤销</Button>}
          <FormsSet text="打印附件7" items={[{ form, mode: 'prefilled', subject }]} />
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <div>
          <Typography.Text strong>督导员　</Typography.Text>
          {visit.inspectors.map(one => [one.name, one.number, one.unit].filter(Boolean).join(' ')).join('；')}
        </div>
        <Findings list={visit.findings} compact />
        <section aria-label="期限">
          <Typography.Text strong>期限</Typography.Text>
          <DeadlineList deadlines={deadlines} />
          {visit.endReason && <Typography.Text type="secondary">任务完成日期说明：{visit.endReason}</Typography.Text>}
        </section>
        <section aria-label="督导结果和意见">
          <Typography.Text strong>督导结果和意见</Typography.Text>
          <div style={{ whiteSpace: 'pre-wrap' }}>
            {visit.opinion || <Typography.Text type="secondary">没有记录</Typography.Text>}
          </div>
        </section>
        <section aria-label="签字扫描件">
          <Flex justify="space-between" align="center" style={{ marginBottom: 4 }}>
            <Typography.Text strong>签字扫描件（附件6、附件7）</Typography.Text>
            {!closed && (
              <Button size="small" onClick={() => onAction('scan')}>
                存入扫描件
              </Button>
            )}
          </Flex>
          <Flex gap={16} wrap>
            {visit.scans.map(({ form, file }) => (
              <span key={form + file.sha256}>
                {form} <AttachmentLink file={file} />
              </span>
            ))}
            {visit.scans.length === 0 && <Typography.Text type="secondary">还没有</Typography.Text>}
          </Flex>
        </section>
      </Flex>
    </Card>
  )
}
