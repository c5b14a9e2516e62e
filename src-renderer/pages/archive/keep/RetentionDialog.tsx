import { Flex, Form, InputNumber, Radio } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import type { RetentionRow } from './RetentionTab.tsx'
import { yearsText } from './years.ts'

interface Values {
  kind: 'years' | 'ever'
  years: number | null
}

/** Lengthens what one class is kept for. */
export function RetentionDialog({ row, onClose }: { row: RetentionRow; onClose: () => void }) {
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form) ?? (row.years === null ? 'ever' : 'years')
  const minimum = row.minimum ?? 1
  return (
    <FormModal<Values>
      title={`保管期限　${row.slot} ${row.name}`}
      okText="保存"
      name="retention"
      width={460}
      form={form}
      initial={valuesOf(row)}
      edited={{
        seen: row.seen,
        again: async () => {
          const { rows } = await call('retention.list', {})
          const now = rows.find(({ slot }) => slot === row.slot)
          return now ? { seen: now.seen, values: valuesOf(now) } : null
        },
        names: { kind: '期限', years: '年数' },
        words: { kind: value => KIND[value as Values['kind']] },
      }}
      submit={async (values, _options, seen) => {
        await call('retention.set', {
          slot: row.slot,
          seen,
          years: values.kind === 'ever' ? null : values.years,
        })
        done('已保存')
      }}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>最低 {yearsText(row.minimum)}，只能延长。</p>
      <Flex gap={12} align="start">
        <Form.Item name="kind" style={{ marginBottom: 0 }}>
          <Radio.Group aria-label="期限" options={Object.entries(KIND).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        {kind === 'years' && (
          <Form.Item name="years" style={{ marginBottom: 0 }} rules={[{ required: true, message: '请填写年数' }]}>
            <InputNumber aria-label="年数" min={minimum} max={100} precision={0} suffix="年" style={{ width: 120 }} />
          </Form.Item>
        )}
      </Flex>
    </FormModal>
  )
}

const KIND: Record<Values['kind'], string> = { years: '定期', ever: '永久' }

const valuesOf = ({ years, minimum }: RetentionRow): Values => ({
  kind: years === null ? 'ever' : 'years',
  years: years ?? minimum ?? 1,
})
