import { Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Takeover } from '../../../src-shared/contract/roster.ts'
import { call, useCall } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'

/** What was taken over before, each to be withdrawn until the first new card. Nothing where there is none. */
export function Takeovers() {
  const list = useCall('takeover.list', {}, ['supervisor', 'card'])
  const [leaving, setLeaving] = useState<Takeover | null>(null)
  const rows = (list.data?.rows ?? []).filter(
    row => row.withdrawnAt === null && row.terms + row.cards + row.numbers > 0,
  )
  if (rows.length === 0) return null
  return (
    <Flex vertical gap={4}>
      <Typography.Text strong>已接管的历史</Typography.Text>
      {rows.map(row => (
        <Flex key={row.id} gap={8} align="center" wrap>
          <Typography.Text>
            「{row.fileName}」：聘期 {row.terms} 个，证卡 {row.cards} 张，另登记已用编号 {row.numbers} 个
          </Typography.Text>
          {row.fixed === '' ? (
            <Button size="small" danger onClick={() => setLeaving(row)}>
              撤回
            </Button>
          ) : (
            <Typography.Text type="secondary">{row.fixed}，不能再撤回</Typography.Text>
          )}
        </Flex>
      ))}
      <ReasonModal
        open={leaving !== null}
        title={`撤回接管「${leaving?.fileName ?? ''}」`}
        okText="撤回"
        onOk={async reason => {
          await call('takeover.withdraw', { id: leaving?.id ?? 0, reason })
          done('已撤回')
        }}
        onClose={() => setLeaving(null)}
      >
        接管的聘期、证卡和编号会移除，由它新增的人员移入回收站；之后可以重新导入。
      </ReasonModal>
    </Flex>
  )
}
