import { Button, Flex, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { Marks } from './useMarks.ts'

interface Props<F> {
  marks: Marks<F>
  /** Rows that the filter finds in all. */
  total: number
  /** Rows on the page. */
  shown: number
  /** 人, 张 … */
  unit: string
  children: ReactNode
}

/** How many rows are chosen (on this page, or all that the filter finds), and what can be done with them. */
export function SelectionBar<F>({ marks, total, shown, unit, children }: Props<F>) {
  if (marks.count === 0) return null
  const onePage = total <= shown
  return (
    <Flex
      gap={8}
      align="center"
      wrap
      role="toolbar"
      aria-label="批量操作"
      style={{ background: 'var(--blueTint)', padding: '6px 12px', borderRadius: 4 }}
    >
      <Typography.Text strong>
        已选 {marks.count} {unit}
        {marks.outside > 0 && `，其中 ${marks.outside} ${unit}${onePage ? '不在当前结果中' : '不在本页'}`}
      </Typography.Text>
      {marks.count < total && (
        <Button type="link" size="small" onClick={marks.chooseAll}>
          全选筛选结果 {total} {unit}
        </Button>
      )}
      <Button type="link" size="small" onClick={marks.clear}>
        取消选择
      </Button>
      {children}
    </Flex>
  )
}
