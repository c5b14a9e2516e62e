import { Form, Input } from 'antd'
import type { Assignable } from '../../../../src-shared/contract/supervision.ts'
import { asksHead } from '../../../../src-shared/domain/rules.ts'
import { Findings } from '../../../components/Findings.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import type { Choice } from './plan.ts'

interface Props {
  person: Assignable
  onChoose: (choice: Choice) => void
  onClose: () => void
}

/** 第九条: what may be set aside is, with a reason; what the 负责人 has to judge, under his name. */
export function ExceptionDialog({ person, onChoose, onClose }: Props) {
  const blocks = person.findings.filter(f => f.severity === 'block')
  const head = asksHead(blocks)
  return (
    <FormModal<{ reason: string; approver: string }>
      title={`例外委派　${person.name}`}
      okText="例外委派"
      danger
      name="exception"
      initial={{ reason: '', approver: '' }}
      submit={async ({ reason, approver }) => {
        const { id, name } = person
        onChoose({ id, name, override: reason.trim(), ...(head && { approver: approver.trim() }) })
      }}
      onClose={onClose}
    >
      <Findings list={blocks} />
      <Form.Item
        name="reason"
        label="理由"
        style={{ marginTop: 12 }}
        extra="随委派单印出，并写入操作日志。"
        rules={[{ required: true, whitespace: true, message: '请填写理由' }]}
      >
        <Input
          maxLength={200}
          showCount
          autoFocus
          placeholder={head ? '为什么不影响客观公正' : '核对的依据，如身份证号不同'}
        />
      </Form.Item>
      {head && (
        <Form.Item
          name="approver"
          label="认定的负责人"
          style={{ marginBottom: 0 }}
          rules={[{ required: true, whitespace: true, message: '请写明认定的负责人' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
      )}
    </FormModal>
  )
}
