import { Flex, Typography } from 'antd'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** Beside the title: a state in colour and word. */
  mark?: ReactNode
  extra?: ReactNode
  filters?: ReactNode
  children: ReactNode
}

/** Head (title, actions), filters, and a body that takes the rest of the height and scrolls inside. */
export function PageFrame({ title, mark, extra, filters, children }: Props) {
  return (
    <Flex vertical gap={12} style={{ height: '100%', padding: 16, boxSizing: 'border-box' }}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Flex gap={12} align="center" style={{ minWidth: 0 }}>
          <Typography.Title level={1} className="page-title" ellipsis={{ tooltip: true }}>
            {title}
          </Typography.Title>
          {mark}
        </Flex>
        <Flex gap={8} wrap>
          {extra}
        </Flex>
      </Flex>
      {filters && (
        <Flex gap={8} wrap align="center">
          {filters}
        </Flex>
      )}
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{children}</div>
    </Flex>
  )
}
