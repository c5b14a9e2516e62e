import { Form, Input } from 'antd'
import type { Upload } from '../../../../src-shared/contract/common.ts'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import { call } from '../../../api.ts'
import { FileField } from '../../../components/files.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../FormModal.tsx'

interface Values {
  on: string
  receipt: string
  note: string
  attachment: Upload | null
}

/** Keeps today's equipment list as the filed one. It is never changed afterwards. */
export function BaselineDialog({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const { today } = useSession()
  return (
    <FormModal<Values>
      title={`留存备案清单　${venue.name}`}
      okText="留存"
      name="baseline"
      initial={{ on: venue.filedOn ?? today, receipt: venue.receipt, note: '', attachment: null }}
      submit={async (values, options) => {
        const kept = await call('venue.takeBaseline', { ...values, id: venue.id }, options)
        done(`已留存 ${kept.devices} 项设备`)
      }}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>
        把现在的设备清单（{venue.devices} 项 {venue.pieces} 件）原样留存，作为今后对照变更的依据。留存后不能修改。
      </p>
      <DateItem
        name="on"
        label="备案清单日期"
        rules={[{ required: true, message: '请填写日期' }]}
        max={today}
        autoFocus
      />
      <Form.Item name="receipt" label="回执编号">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="attachment" label="附件（备案时报送的清单）">
        <FileField />
      </Form.Item>
    </FormModal>
  )
}
