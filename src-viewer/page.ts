/** The page: items on the left, what belongs to the chosen one on the right. */
import type { ViewerEvidence, ViewerIndex, ViewerItem } from '../src-main/package/viewerIndex.ts'
import { h, link } from './dom.ts'
import { tiles } from './evidence.ts'
import { sheet } from './print.ts'
import { verifyPanel } from './verify.ts'

export function page(index: ViewerIndex): void {
  const main = h('main', { tabindex: '-1' })
  const buttons: HTMLButtonElement[] = []
  const verification = verifyPanel() // one for good: its result stays while people look around
  const at = (places: number[]): ViewerEvidence[] => places.flatMap(i => index.evidence[i] ?? [])

  const choose = (button: HTMLButtonElement | null, ...content: Node[]) => {
    for (const other of buttons) other.setAttribute('aria-current', String(other === button))
    main.replaceChildren(...content)
    main.scrollTop = 0
  }
  const entry = (label: string, count: string, content: () => Node[]): HTMLButtonElement => {
    const button = h(
      'button',
      { type: 'button', onclick: () => choose(button, ...content()) },
      h('span', {}, label),
      h('i', {}, count),
    )
    buttons.push(button)
    return button
  }
  const itemEntry = (item: ViewerItem) =>
    entry(item.text, countOf(item), () => [h('h2', {}, item.text), slots(item), tiles(at(item.evidence))])

  const search = h('input', {
    type: 'search',
    placeholder: '搜索题名、件号',
    'aria-label': '搜索',
    oninput: () => find(),
  })
  const find = () => {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return buttons[0]?.click()
    const hits = index.evidence.filter(({ code, title }) =>
      words.every(word => `${code} ${title}`.toLowerCase().includes(word)),
    )
    choose(null, h('h2', {}, `找到 ${hits.length} 件`), tiles(hits))
  }

  const head = header(index, search, () => choose(null, verification))
  document.body.replaceChildren(
    head,
    h(
      'nav',
      { 'aria-label': '目录' },
      ...groups(index.items).flatMap(([group, items]) => [h('h3', {}, group), ...items.map(itemEntry)]),
      h('h3', {}, '其他'),
      entry('全部材料', String(index.evidence.length), () => [h('h2', {}, '全部材料'), tiles(index.evidence)]),
    ),
    main,
  )
  buttons[0]?.click()
  printed(index)
  complainOnce(head)
}

// Windows opens 打开.html out of a zip file without the rest of it: pictures are missing, and nothing would say why.
function complainOnce(head: HTMLElement): void {
  const text =
    '有材料打不开：请先把整个压缩包解压到文件夹，再打开其中的「打开.html」。也可以点「校验本包」查看是否缺少文件。'
  const hear = (event: Event) => {
    if (!(event.target instanceof HTMLImageElement || event.target instanceof HTMLVideoElement)) return
    document.removeEventListener('error', hear, true)
    head.append(h('p', { class: 'alert', role: 'alert' }, text)) // over nothing that people type into
  }
  document.addEventListener('error', hear, true) // errors of pictures do not bubble
}

function header(index: ViewerIndex, search: HTMLElement, verify: () => void): HTMLElement {
  const kind = index.masked ? '（脱敏）' : ''
  return h(
    'header',
    {},
    h('h1', {}, `${index.title}${kind}`),
    h('p', {}, `${index.org} · 事后督导材料 · ${index.madeOn} 制作`),
    h('dl', {}, ...index.facts.flatMap(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])),
    h(
      'p',
      { class: 'tools' },
      ...index.papers.map(({ name, title }) => h('a', { href: link(name), target: '_blank', rel: 'noopener' }, title)),
      search,
      h('button', { type: 'button', class: 'primary', onclick: verify }, '校验本包'),
      h('button', { type: 'button', onclick: () => print() }, '打印目录'),
    ),
  )
}

const STATE = { archived: '已归档', na: '不适用', missing: '缺失' }

function slots({ slots }: ViewerItem): HTMLElement {
  if (slots.length === 0) return h('p', { class: 'slots' }, '本项没有对应的材料目录。')
  return h(
    'ul',
    { class: 'slots' },
    ...slots.map(({ name, state, reason }) =>
      h('li', { class: state }, name, h('em', {}, reason === '' ? STATE[state] : `${STATE[state]}：${reason}`)),
    ),
  )
}

/** The number of files, or what is wrong when a paper that must be there is not. */
function countOf({ slots, evidence }: ViewerItem): string {
  const missing = slots.filter(({ state, required }) => required && state === 'missing').length
  return missing === 0 ? String(evidence.length) : `缺 ${missing}`
}

function groups(items: ViewerItem[]): [string, ViewerItem[]][] {
  const found = new Map<string, ViewerItem[]>()
  for (const item of items) found.set(item.group, [...(found.get(item.group) ?? []), item])
  return [...found]
}

// Built only when it is needed: thousands of lines that nobody sees on the screen.
function printed(index: ViewerIndex): void {
  let paper: HTMLElement | undefined
  addEventListener('beforeprint', () => {
    paper = sheet(index)
    document.body.append(paper)
  })
  addEventListener('afterprint', () => paper?.remove())
}
