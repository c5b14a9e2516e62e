import { Flex, Form, Input } from 'antd'
import type { Venue, VenueInput } from '../../../src-shared/contract/venue.ts'
import { isPhone } from '../../../src-shared/domain/text.ts'
import { ScopeField } from './ScopeField.tsx'

export type VenueValues = Omit<VenueInput, 'id' | 'seen'>

export const venueValues = (venue: Venue | null): VenueValues => ({
  name: venue?.name ?? '',
  address: venue?.address ?? '',
  purpose: venue?.purpose ?? '',
  contact: venue?.contact ?? '',
  phone: venue?.phone ?? '',
  note: venue?.note ?? '',
  scope: venue?.scope ?? [],
})

/** A scope line that was added and left blank says nothing. */
export const cleanValues = (values: VenueValues): VenueValues => ({
  ...values,
  scope: values.scope.filter(entry => `${entry.occupation}${entry.trade}${entry.code}`.trim() !== ''),
})

const half = { flex: '1 1 220px' }

export function VenueFields() {
  return (
    <>
      <Flex gap={12} wrap>
        <Form.Item
          name="name"
          label="场地名称"
          style={half}
          rules={[{ required: true, whitespace: true, message: '请填写场地名称' }]}
        >
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="purpose" label="用途" style={half}>
          <Input maxLength={80} placeholder="例如 理论考试、技能考核" />
        </Form.Item>
      </Flex>
      <Form.Item
        name="address"
        label="地址"
        rules={[{ required: true, whitespace: true, message: '请填写地址，附件5 要写明' }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="contact" label="联系人" style={half}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="phone"
          label="电话"
          style={half}
          validateTrigger="onBlur"
          rules={[
            {
              validator: async (_rule, value: string) => {
                if (value.trim() && !isPhone(value)) throw new Error('请填写 11 位手机号，或带区号的座机')
              },
            },
          ]}
        >
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
      </Flex>
      <Form.Item label="职业（工种）和等级">
        <ScopeField name="scope" />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
    </>
  )
}
