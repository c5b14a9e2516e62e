import type { CSSProperties } from 'react'

/** The body of a dialog that takes the whole window but for its own head and foot, `rest` CSS px, and scrolls nowhere itself. */
export const wholeWindow = (rest: number): CSSProperties => ({
  height: `calc(100vh - ${rest}px)`,
  maxHeight: 'none',
  overflow: 'hidden',
  marginInlineEnd: 0,
  paddingInlineEnd: 0,
})
