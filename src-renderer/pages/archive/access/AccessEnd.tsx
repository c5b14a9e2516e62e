import { Button, Flex } from 'antd'
import { useState } from 'react'
import type { AccessEntry } from '../../../../src-shared/contract/archive.ts'
import { call } from '../../../api.ts'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'

/** What an entry opens and until when, and the press that ends it. */
export function AccessEnd({ entry }: { entry: AccessEntry }) {
  const [open, setOpen] = useState(false)
  const what = entry.slots.join('、') || '全部'
  if (!entry.open) return <span title={entry.endReason}>已结束</span>
  return (
    <Flex gap={4} align="center">
      <span className="num">
        {what} 至 {entry.untilOn}
      </span>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        结束
      </Button>
      <ReasonModal
        open={open}
        title={`结束「${entry.visitor}」的查阅`}
        okText="结束"
        danger={false}
        onOk={async reason => {
          await call('access.end', { id: entry.id, reason })
          done('已结束，原件不再开放')
        }}
        onClose={() => setOpen(false)}
      />
    </Flex>
  )
}
