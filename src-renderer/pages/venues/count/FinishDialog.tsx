import { Alert, Descriptions, Form, Input, Radio } from 'antd'
import type { CheckSummary, VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../FormModal.tsx'
import { RESULTS } from './words.ts'

interface Props {
  check: VenueCheck
  summary: CheckSummary
  onDone: () => void
  onClose: () => void
}

/** Makes the result final. */
export function FinishDialog({ check, summary, onDone, onClose }: Props) {
  const rest = summary.lines - summary.done
  return (
    <FormModal<{ rest?: 'short'; note: string }>
      title="完成核查"
      okText="完成核查"
      name="finish"
      initial={{ note: '' }}
      edited={{
        seen: check.seen,
        facts: countedOf(summary),
        again: async () => {
          const now = await call('venueCheck.get', { checkId: check.id })
          return { seen: now.seen, values: { note: '' }, facts: countedOf(now.summary) }
        },
      }}
      submit={async ({ rest: choice, note }, _options, seen) => {
        await call('venueCheck.finish', { checkId: check.id, seen, rest: choice ?? 'refuse', note })
        done('核查已完成')
        onDone()
      }}
      onClose={onClose}
    >
      <Descriptions
        size="small"
        bordered
        column={3}
        style={{ marginBottom: 12 }}
        items={[
          { key: 'done', label: '已核查', children: `${summary.done} / ${summary.lines}` },
          ...RESULTS.map(result => ({ key: result, label: CHECK_RESULT[result], children: summary[result] })),
        ]}
      />
      {rest > 0 && (
        <Form.Item
          name="rest"
          label={`还有 ${rest} 项没有核查`}
          rules={[{ required: true, message: '请核查完再完成，或选择按「缺」登记' }]}
        >
          <Radio.Group options={[{ value: 'short', label: `找不到这 ${rest} 项，全部按「缺」登记` }]} />
        </Form.Item>
      )}
      <Form.Item name="note" label="备注">
        <Input maxLength={500} />
      </Form.Item>
      <Alert type="info" showIcon title="完成后结果固定备查，不能再改；需要更正时重新核查。" />
    </FormModal>
  )
}

/** How far it was when 完成 was pressed: somebody else may count too. */
const countedOf = (summary: CheckSummary): Record<string, string> => ({
  已核查: `${summary.done} / ${summary.lines}`,
  ...Object.fromEntries(RESULTS.map(result => [CHECK_RESULT[result], String(summary[result])])),
})
