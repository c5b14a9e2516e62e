/**
 * The colours of the window: each has one name, one meaning and a contrast that was computed (text on 纸 and 案 ≥ 4.5, shapes ≥ 3). Style sheets and inline
 * styles use them as var(--name); nowhere else stands a colour (a unit test looks).
 */
export const TOKENS = {
  ink: '#16202e', // text
  ink2: '#44505f', // labels, second lines
  ink3: '#5a6675', // help, placeholders, what is not due yet
  mark: '#7c8796', // grey shapes, never text
  ctrl: '#848e9c', // borders of inputs
  line: '#d9dfe7',
  line2: '#e6eaf0',
  desk: '#e8ecf2', // 案: the frame
  sheet: '#ffffff', // 纸: the work
  alt: '#f4f6f9',
  hover: '#eff4fa',
  blue: '#1b4f8f', // 靛: acts, links, next
  blueTint: '#e3ecf7',
  blueChip: '#a9c3e4',
  deep: '#15396b', // 黛: today, the mark
  green: '#17693f', // 松: done
  greenTint: '#e4f1e9',
  greenChip: '#a9d0b9',
  amber: '#855000', // 赭: due, doubtful
  amberMark: '#b26b00',
  amberTint: '#fbf1dd',
  amberChip: '#e2c382',
  red: '#a8201a', // 丹: overdue, refused
  redTint: '#fbe9e7',
  redChip: '#e5afab',
  seal: '#c0392b', // 朱: 封 and nothing else
  hold: '#5b3a86', // 紫: 调查冻结 and nothing else
  holdTint: '#efeaf6',
  greyChip: '#cbd3de',
} as const

/** Makes them known to the style sheets. */
export function applyTokens(root: HTMLElement): void {
  for (const [name, colour] of Object.entries(TOKENS)) root.style.setProperty(`--${name}`, colour)
}
