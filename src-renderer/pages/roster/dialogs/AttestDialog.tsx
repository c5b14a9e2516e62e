import { Checkbox, Flex, Form, Input } from 'antd'
import type { Upload } from '../../../../src-shared/contract/common.ts'
import type { Clause } from '../../../../src-shared/contract/supervisor.ts'
import { ARTICLES } from '../../../../src-shared/domain/articles.ts'
import { call } from '../../../api.ts'
import { FileField } from '../../../components/files.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import type { ActionProps } from '../Actions.tsx'
import { BatchDialog } from './BatchDialog.tsx'

interface Values {
  clauses: Clause[]
  by: string
  on: string
  attachment: Upload | null
}

/** The conditions of 第十条 that a person has to vouch for, with the regulation's own words. Age is reckoned, not vouched for. */
export const CLAUSES: readonly { clause: Clause; text: string }[] = [
  { clause: 'c1', text: `（一）${ARTICLES['10(1)'].text}` },
  { clause: 'c2', text: `（二）${ARTICLES['10(2)'].text}` },
  { clause: 'c3', text: `（三）${ARTICLES['10(3)'].text}` },
  { clause: 'c4', text: `（四）${ARTICLES['10(4)'].text}` },
  { clause: 'health', text: '（五）身体健康，能胜任质量督导工作。' },
]

export function AttestDialog({ selection, count, onClose }: ActionProps) {
  const { info, today } = useSession()
  return (
    <BatchDialog<Values>
      title={`确认第十条的条件　${count} 人`}
      okText="确认条件"
      done="已确认条件"
      width={640}
      remember={['by', 'on']}
      initial={{ clauses: [], by: info.operator, on: today, attachment: null }}
      submit={(values, options) => call('attestation.add', { selection, ...values }, options)}
      onClose={onClose}
    >
      <Form.Item
        name="clauses"
        label="经了解，所选人员符合："
        rules={[{ required: true, type: 'array', min: 1, message: '请至少勾选一项' }]}
      >
        <Checkbox.Group style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
          {CLAUSES.map(({ clause, text }) => (
            <Checkbox key={clause} value={clause}>
              {text}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Flex gap={12}>
        <Form.Item
          name="by"
          label="确认人"
          style={{ flex: 1 }}
          rules={[{ required: true, whitespace: true, message: '请填写由谁确认' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <DateItem
          name="on"
          label="确认日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写确认日期' }]}
          max={today}
        />
      </Flex>
      <Form.Item name="attachment" label="附件（体检证明、推荐材料等）">
        <FileField />
      </Form.Item>
    </BatchDialog>
  )
}
