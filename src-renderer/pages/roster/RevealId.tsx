import { Button, Flex } from 'antd'
import { useState } from 'react'
import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'

/** 身份证 stays masked; seeing it asks for a reason, which is logged. */
export function RevealId({ person }: { person: Supervisor }) {
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  if (!person.idMasked) return '—'
  const reveal = async (reason: string) => {
    const { idNumber } = await call('supervisor.revealId', { id: person.id, reason })
    setShown(idNumber)
  }
  return (
    <Flex gap={8} align="center">
      <span className="num">{shown ?? person.idMasked}</span>
      <Button type="link" size="small" onClick={() => (shown ? setShown(null) : setAsking(true))}>
        {shown ? '隐藏' : '查看'}
      </Button>
      <ReasonModal
        open={asking}
        title={`查看${person.name}的身份证号码`}
        okText="查看"
        danger={false}
        onOk={reveal}
        onClose={() => setAsking(false)}
      >
        <p>查看的时间、经办人和原因会记入操作日志。</p>
      </ReasonModal>
    </Flex>
  )
}
