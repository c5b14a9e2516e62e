import { Button, Descriptions, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { call } from '../../../api.ts'
import { DateText, instantText } from '../../../components/DateText.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'
import { FACTS } from '../facts.ts'
import { OutcomeTag } from '../tags.tsx'

interface Props {
  check: VenueCheck
  onRecord: () => void
  onChanged: () => void
}

/** 第二十三条（二）: what the inspector decided, from the signed sheet. */
export function Outcome({ check: { id, seen, outcome }, onRecord, onChanged }: Props) {
  const [striking, setStriking] = useState(false)
  if (!outcome) {
    return (
      <Flex gap={12} align="center">
        <Typography.Text type="secondary">
          外督员在附件5 上填写结果并签字后，请在这里登记（第二十三条（二））。
        </Typography.Text>
        <Button size="small" onClick={onRecord}>
          登记
        </Button>
      </Flex>
    )
  }
  return (
    <>
      <Descriptions
        size="small"
        bordered
        styles={FACTS}
        column={{ xs: 2, md: 3, xl: 4 }}
        title="外督员核查结果"
        extra={
          <Button size="small" danger onClick={() => setStriking(true)}>
            撤销登记
          </Button>
        }
        items={[
          { key: 'conforms', label: '与实际相符', children: <OutcomeTag conforms={outcome.conforms} /> },
          { key: 'persons', label: '核查人员', children: outcome.persons },
          { key: 'agency', label: '核查机构', children: outcome.agency || '—' },
          { key: 'on', label: '核查日期', children: <DateText value={outcome.on} /> },
          { key: 'scan', label: '签字扫描件', children: <AttachmentLink file={outcome.attachment} /> },
          {
            key: 'by',
            label: '登记',
            children: `${outcome.recordedBy}　${instantText(outcome.recordedAt)}`,
          },
          { key: 'note', label: '备注', span: 'filled', children: outcome.note || '—' },
        ]}
      />
      <ReasonModal
        open={striking}
        title="撤销外督员核查结果的登记"
        okText="撤销"
        onOk={async reason => {
          await call('venueCheck.strikeOutcome', { checkId: id, seen, reason })
          done('已撤销，可以重新登记')
          onChanged()
        }}
        onClose={() => setStriking(false)}
      >
        <p>用于登记有误的情况。操作日志保留原记录和原因。</p>
      </ReasonModal>
    </>
  )
}
