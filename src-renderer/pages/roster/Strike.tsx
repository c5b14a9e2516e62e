import { Button } from 'antd'
import { useState } from 'react'
import type { Input } from '../../../src-shared/contract/index.ts'
import { call } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'

type Kind = Input<'record.strike'>['kind']

/** A record made by mistake is struck out with a reason; it stays in the log. */
export function Strike({ kind, id, what }: { kind: Kind; id: number; what: string }) {
  const [asking, setAsking] = useState(false)
  const strike = async (reason: string) => {
    await call('record.strike', { kind, id, reason })
    done('已撤销')
  }
  return (
    <>
      <Button type="link" size="small" danger style={{ padding: 0 }} onClick={() => setAsking(true)}>
        撤销
      </Button>
      <ReasonModal open={asking} title={`撤销${what}`} okText="撤销" onOk={strike} onClose={() => setAsking(false)}>
        <p>用于登记有误的情况。撤销后不再作为依据，操作日志保留原记录和原因。</p>
      </ReasonModal>
    </>
  )
}
