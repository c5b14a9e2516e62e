import { Flex, Form, Input, InputNumber } from 'antd'
import { FormModal } from '../FormModal.tsx'
import type { Extra } from './useCounting.ts'

interface Props {
  /** What was typed or scanned. */
  text: string
  room: string
  /** So many more scanned codes wait to be dealt with. */
  waiting: number
  onAdd: (extra: Extra) => Promise<void>
  onClose: () => void
}

const half = { flex: '1 1 180px' }

/** 多: something that stands there and is not on the list. */
export function ExtraDialog({ text, room, waiting, onAdd, onClose }: Props) {
  const code = text !== '' && !/\p{Script=Han}/u.test(text) // names are Chinese; what a scanner reads is not
  return (
    <FormModal<Extra>
      title="清单外的设备（多）"
      okText="记为「多」"
      name="extra"
      width={560}
      initial={{
        name: code ? '' : text,
        model: '',
        spec: '',
        unit: '台',
        room,
        assetNo: code ? text : '',
        counted: 1,
        note: '',
      }}
      submit={onAdd}
      onClose={onClose}
      enterSubmits={false}
    >
      {waiting > 0 && (
        <p role="status" style={{ marginTop: 0 }}>
          还有 {waiting} 个扫到的编号不在清单里，这一个办完再逐个询问。
        </p>
      )}
      <Flex gap={12} wrap>
        <Form.Item
          name="name"
          label="名称"
          style={half}
          rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
        >
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item
          name="counted"
          label="数量"
          style={{ width: 90 }}
          rules={[{ required: true, message: '请填写数量' }]}
        >
          <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="unit" label="单位" style={{ width: 80 }}>
          <Input maxLength={10} />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="model" label="型号" style={half}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="spec" label="规格" style={half}>
          <Input maxLength={120} />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="room" label="位置（室）" style={half}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="assetNo" label="资产编号" style={half}>
          <Input maxLength={60} />
        </Form.Item>
      </Flex>
      <Form.Item name="note" label="备注">
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
