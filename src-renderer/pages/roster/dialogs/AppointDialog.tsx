import { Alert, Collapse, Form, Input, Spin, Typography } from 'antd'
import { isDate } from '../../../../src-shared/domain/dates.ts'
import { cardPeriod, termEnd } from '../../../../src-shared/domain/term.ts'
import { call, useCall } from '../../../api.ts'
import { dateText } from '../../../components/DateText.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import type { ActionProps } from '../Actions.tsx'
import { BatchDialog } from './BatchDialog.tsx'
import { Refused } from './showBatch.tsx'

interface Values {
  start: string
  document: string
}

/** 聘任, 续聘 (第十一、十四条): who may be appointed from that day is shown before anything is done. */
export function AppointDialog({ selection, count, onClose }: ActionProps) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const start = Form.useWatch('start', form) ?? today
  const check = useCall('appointment.check', isDate(start) ? { selection, start } : null, ['supervisor', 'org'])
  const able = check.data && !check.loading ? check.data.able : 0
  return (
    <BatchDialog<Values>
      title={`聘任/续聘　${count} 人`}
      okText={able > 0 ? `聘任 ${able} 人` : '聘任'}
      okDisabled={able === 0}
      done="已聘任"
      width={760}
      form={form}
      initial={{ start: today, document: '' }}
      submit={(values, options) => call('appointment.appoint', { selection, ...values }, options)}
      onClose={onClose}
    >
      <DateItem
        name="start"
        label="聘期开始日期"
        rules={[{ required: true, message: '请填写聘期开始日期' }]}
        extra={isDate(start) ? <TermText start={start} /> : null}
        autoFocus
      />
      <Form.Item name="document" label="聘任文件号（可不填）">
        <Input maxLength={80} placeholder="例如 京某某发〔2026〕8号" />
      </Form.Item>
      {check.error ? (
        <ErrorBlock error={check.error} />
      ) : (
        <Spin spinning={check.loading}>
          <Verdict check={check.data} />
        </Spin>
      )}
    </BatchDialog>
  )
}

function TermText({ start }: { start: string }) {
  return (
    <>
      聘期 3 年，至 {dateText(termEnd(start))}（第十四条）；证卡有效期限印 {cardPeriod(start).text}。
    </>
  )
}

function Verdict({ check }: { check: ReturnType<typeof useCall<'appointment.check'>>['data'] }) {
  if (!check) return <div style={{ height: 80 }} />
  const { able, blocked, blockedTotal, warned } = check
  return (
    <>
      <Alert
        showIcon
        type={blockedTotal === 0 ? 'success' : able === 0 ? 'error' : 'warning'}
        title={`可以聘任 ${able} 人，不能聘任 ${blockedTotal} 人${warned.length > 0 ? `，需留意 ${warned.length} 人` : ''}`}
        description={blockedTotal > 0 && able > 0 ? '不能聘任的人会留下，不影响其他人。' : undefined}
      />
      {(blockedTotal > 0 || warned.length > 0) && (
        <Collapse
          ghost
          size="small"
          defaultActiveKey={blockedTotal > 0 ? ['blocked'] : ['warned']}
          items={[
            ...(blockedTotal > 0
              ? [
                  {
                    key: 'blocked',
                    label: <Typography.Text type="danger">不能聘任的 {blockedTotal} 人及原因</Typography.Text>,
                    children: <Refused list={blocked} total={blockedTotal} />,
                  },
                ]
              : []),
            ...(warned.length > 0
              ? [
                  {
                    key: 'warned',
                    label: `可以聘任、需留意的 ${warned.length} 人`,
                    children: <Refused list={warned} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  )
}
