/** A block of facts stands out white from the page; its labels are of one width. */
export const FACTS = { content: { background: 'var(--sheet)' }, label: { width: 104 } }
