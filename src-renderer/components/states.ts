/**
 * The one table of states: what each means, its colours and its shape. A state is told by colour AND word AND shape; the word is the caller's, and may carry
 * a number, the shape never changes with it. Red is for what is over or refused, nothing that is still to come is green.
 */
export type StateName =
  | 'done'
  | 'next'
  | 'doing'
  | 'todo'
  | 'later'
  | 'lack'
  | 'soon'
  | 'over'
  | 'block'
  | 'na'
  | 'off'
  | 'pause'
  | 'unk'
  | 'seal'
  | 'hold'

interface Look {
  /** Token names of tokens.ts. */
  text: string
  ground: string
  border: string
  /** Colour of the shape. */
  shape: string
  /** Said where only the shape is seen. */
  word: string
}

const look = (text: string, ground: string, border: string, word: string, shape = text): Look => ({
  text,
  ground,
  border,
  shape,
  word,
})

export const STATES: Record<StateName, Look> = {
  done: look('green', 'greenTint', 'greenChip', '已完成'), // facts prove it today
  next: look('blue', 'blueTint', 'blueChip', '下一步'), // exactly one of a list
  doing: look('blue', 'blueTint', 'blueChip', '进行中'), // begun, not whole, not late
  todo: look('blue', 'sheet', 'blueChip', '可以办'), // allowed today, nobody waits
  later: look('ink3', 'alt', 'greyChip', '还没到', 'mark'), // its day has not come
  lack: look('amber', 'amberTint', 'amberChip', '应有未有', 'amberMark'), // its day has come and it is not there
  soon: look('amber', 'amberTint', 'amberChip', '将到期', 'amberMark'), // near its end, or doubtful
  over: look('red', 'redTint', 'redChip', '逾期'),
  block: look('red', 'redTint', 'redChip', '不允许'), // a rule refuses
  na: look('ink3', 'alt', 'greyChip', '不适用', 'mark'),
  off: look('ink3', 'alt', 'greyChip', '已结束', 'mark'), // over, not wrong
  pause: look('ink', 'alt', 'greyChip', '暂停'), // may come back
  unk: look('ink', 'alt', 'greyChip', '不知道'), // says what it needs
  seal: look('seal', 'sheet', 'seal', '已封存'),
  hold: look('hold', 'holdTint', 'hold', '冻结'),
}
