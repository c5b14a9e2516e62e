import { Flex, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { Upload } from '../../../../src-shared/contract/common.ts'
import type { VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { call } from '../../../api.ts'
import { FileField } from '../../../components/files.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../FormModal.tsx'

interface Values {
  conforms: boolean | null
  persons: string
  agency: string
  on: string
  note: string
  attachment: Upload | null
}

/** What stands on the signed sheet. Nothing is preset: 是 or 否 is the inspector's alone (第二十三条（二）). */
export function OutcomeDialog({ check, onClose }: { check: VenueCheck; onClose: () => void }) {
  const { today } = useSession()
  const [initial] = useState<Values>({ conforms: null, persons: '', agency: '', on: today, note: '', attachment: null })
  return (
    <FormModal<Values>
      title="登记外督员核查结果"
      okText="登记"
      name="outcome"
      initial={initial}
      edited={{
        seen: check.seen,
        facts: outcomeOf(check),
        again: async () => {
          const now = await call('venueCheck.get', { checkId: check.id })
          return { seen: now.seen, values: initial, facts: outcomeOf(now) }
        },
      }}
      submit={async ({ conforms, ...values }, options, seen) => {
        if (conforms === null) return // the field is required
        await call('venueCheck.recordOutcome', { ...values, conforms, checkId: check.id, seen }, options)
        done('已登记')
      }}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>按外督员签字的附件5 登记，与签字件一致。</p>
      <Form.Item name="conforms" label="与实际情况相符" rules={[{ required: true, message: '请按签字件选择' }]}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
        />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item
          name="persons"
          label="核查人员"
          style={{ flex: 1 }}
          rules={[{ required: true, whitespace: true, message: '请填写核查人员' }]}
        >
          <Input maxLength={100} placeholder="例如 张三、李四" />
        </Form.Item>
        <DateItem
          name="on"
          label="核查日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写核查日期' }]}
          max={today}
        />
      </Flex>
      <Form.Item name="agency" label="核查机构">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
      <Form.Item name="attachment" label="签字扫描件" style={{ marginBottom: 0 }}>
        <FileField accept=".pdf,.jpg,.jpeg,.png" />
      </Form.Item>
    </FormModal>
  )
}

/** What somebody else may have entered from the same sheet. */
const outcomeOf = ({ outcome }: VenueCheck): Record<string, string> => ({
  已登记的结果: outcome === null ? '' : `${outcome.conforms ? '是' : '否'}　${outcome.persons}`,
})
