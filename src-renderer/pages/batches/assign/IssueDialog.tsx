import { Flex, Form, Input, Table } from 'antd'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import { sessionNumbers } from '../words.ts'
import { exceptionText } from './exceptionText.ts'
import { linesOf, type Plan } from './plan.ts'

interface Values {
  content: string
  issuer: string
  issuedOn: string
  lateReason: string
}

interface Props {
  batch: Batch
  plan: Plan
  onIssued: () => void
  onClose: () => void
}

/** 第十五条: the 委派单, numbered by the year. Everybody is judged once more while it is issued. */
export function IssueDialog({ batch, plan, onIssued, onClose }: Props) {
  const { today, info } = useSession()
  const lines = linesOf(plan)
  const ids = new Set(lines.flatMap(line => line.sessionIds))
  // A session that is over: the 委派单 is made out afterwards (补办) and says why.
  const late = batch.sessions.some(session => ids.has(session.id) && session.date < today)
  return (
    <FormModal<Values>
      title={`签发委派单　${batch.name}`}
      okText="签发"
      name="issue"
      width={640}
      initial={{
        content: '按附件3 所列内容，对本批次考前、考中、考后全过程进行内部质量督导。',
        issuer: info.operator,
        issuedOn: today,
        lateReason: '',
      }}
      submit={async ({ lateReason, ...values }) => {
        const people = lines.map(({ name: _, ...line }) => line)
        const issued = await call('assign.issue', {
          batchId: batch.id,
          ...values,
          ...(late && lateReason ? { lateReason } : {}),
          people,
        })
        onIssued()
        done(`已签发委派单 ${issued.number}`)
      }}
      onClose={onClose}
    >
      <Table
        size="small"
        rowKey={line => `${line.supervisorId}|${exceptionText(line)}`}
        pagination={false}
        dataSource={lines}
        style={{ marginBottom: 16 }}
        columns={[
          { title: '内督员', dataIndex: 'name', width: 110 },
          { title: '场次', render: (_, line) => sessionNumbers(batch, line.sessionIds) },
          { title: '例外原因', render: (_, line) => exceptionText(line) },
        ]}
      />
      <Form.Item
        name="content"
        label="督导内容"
        rules={[{ required: true, whitespace: true, message: '请填写督导内容' }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} autoFocus />
      </Form.Item>
      {late && (
        <Form.Item
          name="lateReason"
          label="补办原因（场次已经过去，会印在委派单上）"
          rules={[{ required: true, whitespace: true, message: '请写明补办原因' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Flex gap={12}>
        <Form.Item
          name="issuer"
          label="签发人"
          style={{ flex: 1, marginBottom: 0 }}
          rules={[{ required: true, whitespace: true, message: '请填写签发人' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <DateItem
          name="issuedOn"
          label="签发日期"
          style={{ flex: 1, marginBottom: 0 }}
          rules={[{ required: true, message: '请填写签发日期' }]}
        />
      </Flex>
    </FormModal>
  )
}
