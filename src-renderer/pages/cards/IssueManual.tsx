import { Alert, Button, Flex, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { codeYear, parseCode } from '../../../src-shared/domain/code.ts'
import { checkManualCode } from '../../../src-shared/domain/issue.ts'
import { cleanCell } from '../../../src-shared/domain/text.ts'
import { call, useCall } from '../../api.ts'
import { Findings } from '../../components/Findings.tsx'
import { DateField } from '../../components/typed/DateField.tsx'
import { useSession } from '../../session.tsx'
import { CodeBoxes } from './CodeBoxes.tsx'
import type { Issued } from './IssueDialog.tsx'

interface Props {
  selection: Selection
  onDone: (result: Issued) => void
  onCancel: () => void
}

/** 附件1: 或由证卡颁发机构统筹研究确定并赋码. One person at a time, with a reason for the ledger. */
export function IssueManual({ selection, onDone, onCancel }: Props) {
  const { org, today } = useSession()
  const id = 'ids' in selection && selection.ids.length === 1 ? selection.ids[0] : undefined
  const person = useCall('supervisor.get', id === undefined ? null : { id })
  const [issuedOn, setIssuedOn] = useState<string | null>(today)
  const [typed, setTyped] = useState(`${org.kind}${org.place}${org.digits}${codeYear(today)}`)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)

  if (id === undefined) {
    return (
      <Alert
        type="info"
        showIcon
        title="统筹赋码逐人办理"
        description="请在名册中只勾选一个人，再点「发卡」。需要成批发卡的，可在设置中改为依次顺序取值。"
      />
    )
  }

  const code = cleanCell(typed).replace(/ /g, '').toUpperCase()
  const parsed = parseCode(code)
  // Whether the code is taken is for the backend to say; the rest can be told while it is typed.
  const findings =
    parsed.ok && issuedOn
      ? checkManualCode(code, { kind: org.kind, place: org.place, org: org.digits, issuedOn, taken: false })
      : []
  const ready = parsed.ok && findings.length === 0 && issuedOn !== null && reason.trim() !== ''

  const submit = async () => {
    if (!ready || !issuedOn) return
    setBusy(true)
    try {
      const card = await call('card.issueManual', { supervisorId: id, code, issuedOn, reason })
      onDone({ issued: [{ id: card.id, name: card.name, code: card.code }], refused: [] })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form layout="vertical" onFinish={submit}>
      <Typography.Paragraph>
        持卡人：<strong>{person.data?.name ?? '…'}</strong>
      </Typography.Paragraph>
      <Form.Item label="核发日期" required extra="编号第 8–9 位须与核发年份一致。">
        <DateField value={issuedOn} onChange={setIssuedOn} />
      </Form.Item>
      <Form.Item
        label="证卡编号"
        required
        htmlFor="issue-code"
        validateStatus={parsed.ok ? undefined : 'error'}
        help={parsed.ok ? undefined : parsed.message}
      >
        <Input
          id="issue-code"
          value={typed}
          onChange={event => setTyped(event.target.value)}
          maxLength={60}
          autoFocus
          className="num"
          style={{ width: 240, marginBottom: 8 }}
        />
        <CodeBoxes code={code} />
      </Form.Item>
      {findings.length > 0 && (
        <div style={{ marginBottom: 16 }}>
          <Findings list={findings} compact />
        </div>
      )}
      <Form.Item label="赋码依据或理由" required htmlFor="issue-reason" extra="记入操作日志，供备案时核对。">
        <Input
          id="issue-reason"
          value={reason}
          onChange={event => setReason(event.target.value)}
          maxLength={200}
          placeholder="例如：集团统一分配的编号"
        />
      </Form.Item>
      <Flex justify="end" gap={8}>
        <Button onClick={onCancel}>取消</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
          发卡
        </Button>
      </Flex>
    </Form>
  )
}
