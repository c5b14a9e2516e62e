import { Alert, Flex, Form, Input, InputNumber } from 'antd'
import type { Contest } from '../../../src-shared/contract/contest.ts'
import type { Input as Sent } from '../../../src-shared/contract/index.ts'
import { checkRatio, parseRatio, quotaText } from '../../../src-shared/domain/contest.ts'
import { halfWidth } from '../../../src-shared/domain/text.ts'
import { call } from '../../api.ts'
import { Findings } from '../../components/Findings.tsx'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

type Values = Omit<Sent<'contest.result'>, 'id' | 'seen'>

/** 附件7 事后第12项: the ratio is judged while one types; the backend judges again. */
export function ResultDialog({ contest, onClose }: { contest: Contest; onClose: () => void }) {
  const { ratio, ratioNo, entrants, applied } = contest
  return (
    <FormModal<Values>
      title={`晋升比例与申请核发　${contest.name}`}
      okText="保存"
      name="result"
      width={640}
      initial={{ ratio, ratioNo, entrants, applied }}
      edited={{
        seen: contest.seen,
        again: async () => {
          const { seen, ...now } = await call('contest.get', { id: contest.id })
          const { ratio, ratioNo, entrants, applied } = now
          return { seen, values: { ratio, ratioNo, entrants, applied } }
        },
      }}
      submit={async (values, _options, seen) => {
        const numbers = { entrants: values.entrants ?? null, applied: values.applied ?? null }
        await call('contest.result', { ...values, ...numbers, id: contest.id, seen })
        done('已保存')
      }}
      onClose={onClose}
    >
      <Flex gap={12} wrap>
        <Form.Item
          name="ratio"
          label="晋升比例"
          style={{ flex: '1 1 140px' }}
          rules={[
            {
              validator: async (_, value: string) => {
                if (value.trim() !== '' && !parseRatio(value)) throw new Error('写成 1/3 或 30%，不超过 100%')
              },
            },
          ]}
        >
          <Input maxLength={20} autoFocus placeholder="1/3 或 30%" />
        </Form.Item>
        <Form.Item name="ratioNo" label="规定该比例的文号" style={{ flex: '2 1 260px' }}>
          <Input maxLength={80} placeholder="细则没有规定比例，请填写所依据文件的文号" />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="entrants" label="参赛人数" style={{ flex: 1 }}>
          <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="applied" label="申请核发证书人数" style={{ flex: 1 }}>
          <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </Flex>
      <Judgement />
    </FormModal>
  )
}

function Judgement() {
  const typed = Form.useWatch<Values | undefined>([])
  if (!typed) return null
  const result = {
    ratio: halfWidth(typed.ratio ?? '').replace(/\s/g, ''),
    ratioNo: typed.ratioNo ?? '',
    entrants: typed.entrants ?? null,
    applied: typed.applied ?? null,
  }
  const text = quotaText(result)
  if (text === '') return <Alert type="info" title="填写晋升比例和参赛人数后，在此计算最多可申请的人数。" />
  const found = checkRatio(result)
  if (found.length > 0) return <Findings list={found} compact />
  return <Alert type="success" showIcon title={text} />
}
