import { Flex, Form, Input } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import type { ExpiredRow } from './ExpiredTab.tsx'

interface Props {
  rows: ExpiredRow[]
  onDone: () => void
  onClose: () => void
}

const must = [{ required: true, whitespace: true, message: '必填' }]
const SHOWN = 8

/** Draws up a 销毁清册. Nothing is removed yet: the list is printed and signed first. */
export function ProposeDialog({ rows, onDone, onClose }: Props) {
  return (
    <FormModal<{ reason: string; approvedBy: string; witnessedBy: string }>
      title={`拟定销毁清册　${rows.length} 件`}
      okText="拟定"
      name="destruction"
      width={620}
      initial={{ reason: '保管期满，经鉴定无继续保存价值', approvedBy: '', witnessedBy: '' }}
      submit={async values => {
        const { number } = await call('destruction.propose', { ids: rows.map(row => row.id), ...values })
        done(`已拟定 ${number}，请打印签字后执行`)
        onDone()
      }}
      onClose={onClose}
    >
      <ul style={{ marginTop: 0, paddingInlineStart: 18 }}>
        {rows.slice(0, SHOWN).map(row => (
          <li key={row.id}>
            {row.code}　{row.title}（{row.batchName}）
          </li>
        ))}
        {rows.length > SHOWN && <li>还有 {rows.length - SHOWN} 件</li>}
      </ul>
      <Form.Item name="reason" label="销毁原因" rules={must}>
        <Input maxLength={200} />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item
          name="approvedBy"
          label="批准人"
          style={{ flex: 1, marginBottom: 0 }}
          rules={must}
          extra="与经办人、监销人各不相同"
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="witnessedBy" label="监销人" style={{ flex: 1, marginBottom: 0 }} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
      </Flex>
    </FormModal>
  )
}
