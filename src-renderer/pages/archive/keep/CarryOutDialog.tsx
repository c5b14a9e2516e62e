import { Form, Input } from 'antd'
import type { Destruction } from '../../../../src-shared/contract/archive.ts'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'

/** Carries a signed 销毁清册 out; its number is typed, so that no click alone destroys anything. */
export function CarryOutDialog({ list, onClose }: { list: Destruction; onClose: () => void }) {
  return (
    <FormModal<{ confirm: string }>
      title={`执行销毁　${list.number}`}
      okText="销毁"
      danger
      name="carry"
      initial={{ confirm: '' }}
      submit={async ({ confirm }) => {
        await call('destruction.carryOut', { id: list.id, confirm: confirm.trim() })
        done(`已销毁 ${list.items.length} 件，题名和摘要留存备查`)
      }}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>
        将删除 {list.items.length} 件资料的内容，不能恢复；题名、件号和摘要留存。请确认清册已由批准人 {list.approvedBy}
        、监销人 {list.witnessedBy} 签字。
      </p>
      <Form.Item
        name="confirm"
        label={`输入清册编号 ${list.number}`}
        style={{ marginBottom: 0 }}
        rules={[
          {
            validator: async (_, value: string) => {
              if (value.trim() !== list.number) throw new Error('与清册编号不一致')
            },
          },
        ]}
      >
        <Input maxLength={20} autoFocus autoComplete="off" />
      </Form.Item>
    </FormModal>
  )
}
