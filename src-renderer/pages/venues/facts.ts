/** A block of facts stands out white from the page; its labels are of one width. */
export const FACTS = { content: { background: '#fff' }, label: { width: 104 } }
