import { Empty as AntEmpty } from 'antd'
import type { ReactNode } from 'react'

/** Nothing here: says why, and offers what to do next. */
export function Empty({ text, action }: { text: ReactNode; action?: ReactNode }) {
  return (
    <AntEmpty image={AntEmpty.PRESENTED_IMAGE_SIMPLE} description={text} style={{ padding: '24px 0' }}>
      {action}
    </AntEmpty>
  )
}
