import { call } from '../../../api.ts'
import type { ActionProps } from '../Actions.tsx'
import { ReasonedDate } from './ReasonedDate.tsx'

/** 解聘 before the term ends; at its end it happens by itself (第十四条). */
export function DismissDialog({ selection, count, onClose }: ActionProps) {
  return (
    <ReasonedDate
      title={`解聘　${count} 人`}
      okText="解聘"
      danger
      done="已解聘"
      dateLabel="解聘日期"
      submit={(values, options) => call('appointment.dismiss', { selection, ...values }, options)}
      onClose={onClose}
    >
      <p>提前解聘后不能再委派和发卡，请收回证卡；聘任记录保留。以后符合条件可以重新聘任。</p>
    </ReasonedDate>
  )
}
