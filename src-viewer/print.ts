import type { ViewerIndex } from '../src-main/package/viewerIndex.ts'
import { h, size } from './dom.ts'
import { kindOf } from './evidence.ts'

/** The list on paper: every item with its evidence; item 16, which is about all of it, lists nothing twice. */
export function sheet({ title, org, madeOn, items, evidence }: ViewerIndex): HTMLElement {
  const row = (place: number) => {
    const entry = evidence[place]
    if (!entry) return null
    const cells = [entry.code, entry.title, kindOf(entry), size(entry.bytes), entry.sha256.slice(0, 16)]
    return h('tr', {}, ...cells.map(text => h('td', {}, text)))
  }
  const printed = new Set<number>()
  return h(
    'section',
    { class: 'paper' },
    h('h1', {}, title),
    h('p', {}, `${org} · ${madeOn} 制作 · 共 ${evidence.length} 件（末列为 SHA-256 前 16 位）`),
    ...items.flatMap(item => {
      const all = item.evidence.length === evidence.length
      const rest = all ? item.evidence.filter(place => !printed.has(place)) : item.evidence
      for (const place of item.evidence) printed.add(place)
      const gaps = item.slots.filter(({ state }) => state !== 'archived')
      return [
        h('h3', {}, item.text),
        ...gaps.map(({ name, state, reason }) =>
          h('p', {}, `${name}：${state === 'na' ? `不适用（${reason}）` : '缺失'}`),
        ),
        all ? h('p', {}, rest.length === 0 ? '见以上各项。' : '以上各项，以及：') : null,
        rest.length === 0 ? null : h('table', {}, ...rest.map(row)),
      ].filter(node => node !== null)
    }),
  )
}
