import { Checkbox, Flex, Form, Input, Radio } from 'antd'
import type { Upload } from '../../../src-shared/contract/common.ts'
import type { FilingStatus, Venue } from '../../../src-shared/contract/venue.ts'
import { FILING } from '../../../src-shared/labels.ts'
import { call } from '../../api.ts'
import { FileField } from '../../components/files.tsx'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from './FormModal.tsx'

interface Values {
  status: FilingStatus
  filedOn: string | null
  validUntil: string | null
  receipt: string
  attachment: Upload | null
  baseline: boolean
}

const STATUSES: readonly FilingStatus[] = ['none', 'submitted', 'filed']

/** 第二十三条: how the 备案 stands, with its receipt; today's equipment can become the filed list in the same step. */
export function FilingDialog({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const status = Form.useWatch('status', form) ?? venue.filingStatus
  const filed = status === 'filed'
  return (
    <FormModal<Values>
      title={`登记备案　${venue.name}`}
      okText="保存"
      name="filing"
      form={form}
      initial={valuesOf(venue)}
      edited={{
        seen: venue.seen,
        again: async () => {
          const now = await call('venue.get', { id: venue.id })
          return { seen: now.seen, values: valuesOf(now) }
        },
        words: { status: value => FILING[value as FilingStatus] },
      }}
      submit={async (values, options, seen) => {
        const { filedOn, validUntil, baseline } = values
        await call(
          'venue.setFiling',
          {
            ...values,
            id: venue.id,
            seen,
            // Dates of a 备案 that is not there say nothing.
            ...(values.status === 'filed' ? { filedOn, validUntil, baseline } : NOTHING),
          },
          options,
        )
        done('已登记备案')
      }}
      onClose={onClose}
    >
      <Form.Item name="status" label="备案状态">
        <Radio.Group optionType="button" options={STATUSES.map(value => ({ value, label: FILING[value] }))} />
      </Form.Item>
      <Flex gap={12}>
        <DateItem
          name="filedOn"
          label="备案日期"
          style={{ flex: 1 }}
          rules={[{ required: filed, message: '请填写备案日期' }]}
          hidden={!filed}
          max={today}
        />
        <DateItem name="validUntil" label="有效期至（没有期限可留空）" style={{ flex: 1 }} hidden={!filed} />
      </Flex>
      <Form.Item name="receipt" label="回执编号" hidden={status === 'none'}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="attachment" label="回执扫描件" hidden={status === 'none'}>
        <FileField />
      </Form.Item>
      <Form.Item name="baseline" valuePropName="checked" hidden={!filed} style={{ marginBottom: 0 }}>
        <Checkbox disabled={venue.devices === 0}>
          把现在的设备清单（{venue.devices} 项）留存为备案清单，今后与它对照变更
        </Checkbox>
      </Form.Item>
    </FormModal>
  )
}

const valuesOf = (venue: Venue): Values => ({
  status: venue.filingStatus === 'none' ? 'filed' : venue.filingStatus,
  filedOn: venue.filedOn,
  validUntil: venue.validUntil,
  receipt: venue.receipt,
  attachment: null,
  baseline: venue.baselines.length === 0 && venue.devices > 0,
})

const NOTHING = { filedOn: null, validUntil: null, baseline: false }
