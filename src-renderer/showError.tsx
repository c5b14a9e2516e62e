import { Alert, Space, Typography } from 'antd'
import type { Finding } from '../src-shared/domain/rules.ts'
import type { ErrorData } from '../src-shared/errors.ts'
import { asCallError, type CallError } from './api.ts'
import { Findings } from './components/Findings.tsx'
import { feedback } from './feedback.ts'

/** What went wrong and what helps; refusals by rule carry their articles and facts. */
export function ErrorText({ data }: { data: ErrorData }) {
  const findings = (data.findings ?? []) as Finding[] // contract: refusals carry findings
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <span>{data.remedy}</span>
      {data.incident && (
        <Typography.Text type="secondary">
          事件编号：<Typography.Text copyable>{data.incident}</Typography.Text>
        </Typography.Text>
      )}
      {findings.length > 0 && <Findings list={findings} />}
    </Space>
  )
}

/** The same as a block inside a page. */
export function ErrorBlock({ error }: { error: CallError }) {
  return <Alert type="error" showIcon title={error.data.message} description={<ErrorText data={error.data} />} />
}

/** Tells the user about a failure that nothing else on the screen shows. A cancelled job is not a failure. */
export function showError(error: unknown): void {
  const { data } = asCallError(error)
  if (data.code === 'CANCELLED' || data.code === 'SIGN_PENDING') {
    feedback().message.info(`${data.message}${data.remedy}`)
    return
  }
  feedback().modal.error({
    title: data.message,
    content: <ErrorText data={data} />,
    okText: '知道了',
    width: data.findings?.length ? 680 : 480,
  })
}
