import { Alert, Button, Flex, Input, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { CODE_LENGTH, lengthOf } from './code.ts'

const HINT =
  '封存和导出时，清单摘要和日志链头合成 20 位锚定码，打印、签字、留存在纸上。数据若被整体改写，纸上的码就对不上了。照锚定单输入，大小写、空格和横线不限。'

/** 纸面锚定: a code typed from a signed slip, against every seal and export that this data folder knows. */
export function AnchorTab() {
  const [code, setCode] = useState('')
  const [verdict, setVerdict] = useState<Output<'anchor.check'> | null>(null)
  const { run, running } = useTask()
  const typed = lengthOf(code)
  const check = async () => {
    if (typed === 0) return
    const answer = await run('正在核对锚定码', options => call('anchor.check', { code }, options))
    if (answer) setVerdict(answer)
  }
  return (
    <Flex vertical gap={16} style={{ maxWidth: 760 }}>
      <Typography.Text type="secondary">{HINT}</Typography.Text>
      <Flex gap={8} align="start">
        <div style={{ flex: 1 }}>
          <Input
            autoFocus
            size="large"
            aria-label="锚定码"
            placeholder="例如 ABCD-EFGH-JKMN-PQRS-TVWX"
            maxLength={60}
            value={code}
            style={{ fontFamily: 'Consolas, "Cascadia Mono", "DejaVu Sans Mono", monospace', letterSpacing: 1 }}
            onChange={event => {
              setCode(event.target.value)
              setVerdict(null)
            }}
            onPressEnter={check}
          />
          <Typography.Text type={typed > CODE_LENGTH ? 'danger' : 'secondary'} className="num">
            已输入 {typed} / {CODE_LENGTH} 位
          </Typography.Text>
        </div>
        <Button type="primary" size="large" loading={running} disabled={typed === 0} onClick={check}>
          核对
        </Button>
      </Flex>
      {verdict && (
        <Alert
          showIcon
          type={verdict.match ? 'success' : 'error'}
          title={verdict.match ? '相符' : '不相符'}
          description={verdict.message}
        />
      )}
    </Flex>
  )
}
