import { call } from '../../../api.ts'
import type { ActionProps } from '../Actions.tsx'
import { ReasonedDate } from './ReasonedDate.tsx'

/** 恢复: ends a running suspension. */
export function ResumeDialog({ selection, count, onClose }: ActionProps) {
  return (
    <ReasonedDate
      title={`恢复　${count} 人`}
      okText="恢复"
      done="已恢复"
      dateLabel="暂停的最后一天"
      submit={(values, options) => call('appointment.resume', { selection, ...values }, options)}
      onClose={onClose}
    >
      <p>从暂停最后一天的次日起恢复为聘任状态。</p>
    </ReasonedDate>
  )
}
