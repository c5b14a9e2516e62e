import { Button, Flex, Typography } from 'antd'
import type { FormItem, FormJob } from '../../../src-shared/contract/form.ts'
import { call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { sentTo } from '../print/sent.ts'
import type { Way } from '../print/usePrinter.ts'

interface Props {
  /** Absent while it is being made. */
  job?: FormJob
  /** The form that is being edited: Word files hold one form each. */
  item?: FormItem
  /** What was typed and cannot be read, by field: nothing is printed or saved before it can. */
  unread: ReadonlyMap<string, string>
  code: boolean
  printer: string | null
  way: Way
  copies: number
}

/** Save as PDF or Word, print. */
export function FormsActions({ job, item, unread, code, printer, way, copies }: Props) {
  const { run } = useTask()
  const savePdf = async () => {
    if (!job) return
    const saved = await run('正在保存', options => call('form.savePdf', { jobId: job.jobId }, options))
    if (saved) done(`已保存：${saved.path}`)
  }
  const saveDocx = async () => {
    if (!item) return
    const saved = await run('正在生成 Word', options => call('form.saveDocx', { item, code }, options))
    if (saved) done(`已保存：${saved.path}`)
  }
  const print = async () => {
    if (!job || !printer) return
    const sent = await run('正在打印', options =>
      call('form.print', { jobId: job.jobId, printer, copies, ...way }, options),
    )
    if (sent) done(sentTo(printer, sent.outcome))
  }
  return (
    <Flex gap={8} wrap align="center">
      {unread.size > 0 ? (
        <Typography.Text type="danger" role="alert" style={{ flex: 1, minWidth: 120 }}>
          {[...unread].map(([field, why]) => `「${field}」读不出：${why}`).join('；')}。改好或清空后才能打印
        </Typography.Text>
      ) : (
        <Typography.Text type="secondary" style={{ flex: 1, minWidth: 120 }} ellipsis={{ tooltip: true }}>
          签字、盖章和附件5 的 □是□否 由当事人手写，不会预填。
        </Typography.Text>
      )}
      <Button disabled={!job || !item} onClick={saveDocx}>
        另存 Word
      </Button>
      <Button disabled={!job} onClick={savePdf}>
        另存 PDF
      </Button>
      <Button type="primary" disabled={!job || !printer} onClick={print}>
        打印
      </Button>
    </Flex>
  )
}
