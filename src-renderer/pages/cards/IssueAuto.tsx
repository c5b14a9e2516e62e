import { Alert, Button, Flex, Form, InputNumber, Typography } from 'antd'
import { useState } from 'react'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { codeYear } from '../../../src-shared/domain/code.ts'
import { call, useCall } from '../../api.ts'
import { DateField } from '../../components/typed/DateField.tsx'
import { useTask } from '../../components/useTask.tsx'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { CodeBoxes } from './CodeBoxes.tsx'
import type { Issued } from './IssueDialog.tsx'

interface Props {
  selection: Selection
  people: number
  onDone: (result: Issued) => void
  onCancel: () => void
}

/** 附件1 第10–13位: 按年度从 0001–9999 依次顺序取值. */
export function IssueAuto({ selection, people, onDone, onCancel }: Props) {
  const { today } = useSession()
  const [issuedOn, setIssuedOn] = useState<string | null>(today)
  const next = useCall('card.next', issuedOn ? { issuedOn } : null, ['card'])
  const [usedUpTo, setUsedUpTo] = useState<number | null>(null)
  const { run, running } = useTask()

  const ask = next.data?.ask === true
  const unsaid = ask && usedUpTo === null // a blank is no answer: 0001 may be on somebody's card
  const submit = async () => {
    if (!issuedOn || unsaid) return
    const result = await run('正在发卡', options =>
      call('card.issue', { selection, issuedOn, ...(ask && usedUpTo !== null ? { usedUpTo } : {}) }, options),
    )
    if (result) onDone(result)
  }
  const code = next.data?.code
  const short = next.data !== undefined && next.data.left < people

  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false}>
      <Form.Item
        label="核发日期"
        required
        extra="编号第 8–9 位取核发年份，与聘任年份无关；每年的序列码从 0001 重新开始。"
      >
        <DateField value={issuedOn} onChange={setIssuedOn} autoFocus />
      </Form.Item>
      {ask && (
        <Form.Item
          label="本年度已用到的序号"
          htmlFor="usedUpTo"
          required
          extra="用本软件之前，本年已发过证卡的，填最后一个序号（编号末四位），从下一号接着发；没有发过填 0。"
        >
          <InputNumber
            id="usedUpTo"
            min={0}
            max={9999}
            precision={0}
            value={usedUpTo}
            onChange={setUsedUpTo}
            style={{ width: 160 }}
          />
        </Form.Item>
      )}
      {code && !unsaid ? (
        <Form.Item label={issuedOn ? `20${codeYear(issuedOn)} 年下一个编号` : '下一个编号'}>
          <CodeBoxes
            code={
              ask && usedUpTo ? `${code.slice(0, 9)}${String(Math.min(usedUpTo + 1, 9999)).padStart(4, '0')}` : code
            }
          />
          <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
            已选 {people} 人，按姓名拼音顺序依次取值；本年还可取 {next.data?.left}{' '}
            个。用过的号（包括已作废的）不再使用。
          </Typography.Paragraph>
        </Form.Item>
      ) : null}
      {next.error && <ErrorBlock error={next.error} />}
      {short && (
        <Alert
          type="error"
          showIcon
          title={`本年只剩 ${next.data?.left} 个序列码，不够 ${people} 人使用`}
          description="附件1 每年只有 9999 个序列码。请减少人数，或在设置中改用统筹赋码。"
        />
      )}
      <Typography.Paragraph type="secondary">
        第十三条：只给在聘的内督员发卡，证卡仅限本机构内部使用。不符合条件的人会在结果中逐一列出原因，不影响其他人。
      </Typography.Paragraph>
      <Flex justify="end" gap={8}>
        <Button onClick={onCancel}>取消</Button>
        <Button type="primary" htmlType="submit" loading={running} disabled={!code || unsaid || short || people === 0}>
          发卡（{people} 人）
        </Button>
      </Flex>
    </Form>
  )
}
