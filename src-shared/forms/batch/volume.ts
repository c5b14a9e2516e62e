/** 卷内目录 (what lies in the box, in its order, with 件号) and 案卷目录 (the boxes of a batch), as the slots are filed. Page counts as read from the files. */
import { z } from 'zod'
import type { Dossiers } from '../dossiers.ts'
import { count, digits, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { HAND } from '../given.ts'
import { type Column, listTable, pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { signed } from '../signing.ts'

const headFacts = () => ({
  org: line('评价机构'),
  plan: line('题名'),
  planNo: line('计划号'),
  box: line('盒号'),
})
const HEAD = ['org', 'plan', 'planNo'] as const
const headOf = ({ org, batch }: Dossiers['batch']) => ({
  org,
  plan: batch.name,
  planNo: batch.planNo,
  box: HAND as typeof HAND, // the number that an office gives its boxes
})

interface Head {
  org?: string
  plan?: string
  planNo?: string
  box?: string
}
const headTable = (f: Head) =>
  pairTable(
    [30, 55, 30, 55],
    [
      [['评价计划名称', f.plan]],
      [
        ['评价机构', f.org],
        ['计划号', f.planNo],
      ],
      [['盒号', f.box]],
    ],
  )

const piece = z.strictObject({
  no: line('件号'),
  code: line('材料代码'),
  title: line('题名'),
  author: line('责任者'),
  on: line('日期'),
  pages: count('页数'),
  /** First and last page within the volume. */
  at: line('页次'),
})
type Piece = z.output<typeof piece>

const PIECES: Column<Piece>[] = [
  { title: '件号', width: 12, align: 'center', pick: p => p.no },
  { title: '材料代码', width: 18, align: 'center', pick: p => p.code },
  { title: '题名', width: 60, pick: p => p.title },
  { title: '责任者', width: 24, pick: p => p.author },
  { title: '日期', width: 24, align: 'center', pick: p => p.on },
  { title: '页数', width: 12, align: 'center', pick: p => digits(p.pages) },
  { title: '页次', width: 20, align: 'center', pick: p => p.at },
]

const pageSpan = (first: number, last: number): string => (last > first ? `${first}–${last}` : String(first))

/** 页次 go on as long as every file before says how many pages it has: a guess would put all that follows on wrong pages. */
function placed(papers: Dossiers['batch']['papers']) {
  let next: number | undefined = 1
  return papers.map((paper, i) => {
    const first = next
    const { pages } = paper
    next = first === undefined || pages === null ? undefined : first + pages
    const at = first === undefined ? '' : next === undefined ? `${first}–` : pageSpan(first, next - 1)
    return { no: String(i + 1), code: paper.code, title: paper.title, author: paper.author, on: paper.on, pages, at }
  })
}

export const volumeList = form({
  title: '卷内目录',
  code: 'VOL',
  official: false,
  facts: z.strictObject({
    ...headFacts(),
    pieces: list(piece, '件', 10_000),
  }),
  head: [...HEAD, 'pieces'],
  from: { batch: dossier => ({ ...headOf(dossier), pieces: placed(dossier.papers) }) },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['卷内目录']),
      headTable(f),
      paragraph('', { after: 4 }),
      listTable(PIECES, f.pieces ?? [], { atLeast: f.pieces?.length ? 0 : 15, rowHeight: 8 }),
      paragraph('照片、录音、录像等没有页码的，页数和页次由整理人按装订情况填写。', { before: 6, style: { size: 9 } }),
      signed('整理人'),
      signed('检查人'),
    ],
  }),
})

const volume = z.strictObject({
  no: line('案卷号'),
  title: line('案卷题名'),
  span: line('起止日期'),
  pieces: count('件数'),
  pages: count('页数'),
  keep: line('保管期限'),
})

const VOLUMES: Column<z.output<typeof volume>>[] = [
  { title: '案卷号', width: 16, align: 'center', pick: v => v.no },
  { title: '案卷题名', width: 52, pick: v => v.title },
  { title: '起止日期', width: 30, align: 'center', pick: v => v.span },
  { title: '件数', width: 14, align: 'center', pick: v => digits(v.pieces) },
  { title: '页数', width: 14, align: 'center', pick: v => digits(v.pages) },
  { title: '保管期限', width: 28, align: 'center', pick: v => v.keep },
  { title: '备注', width: 16, pick: () => undefined },
]

/** One 案卷 for each 环节 and period: papers that are kept equally long lie together. */
function volumes({ papers, slots }: Dossiers['batch']) {
  const keyed = new Map<string, { title: string; keep: string; of: typeof papers }>()
  for (const paper of papers) {
    const slot = slots.slots.find(one => one.slot === paper.slot)
    const [phase, keep] = [slot?.phase ?? '其他', slot?.retention ?? '']
    const found = keyed.get(`${phase}|${keep}`) ?? { title: `${phase}材料`, keep, of: [] }
    found.of.push(paper)
    keyed.set(`${phase}|${keep}`, found)
  }
  return [...keyed.values()].map(({ title, keep, of }, i) => {
    const days = of.flatMap(({ on }) => (on ? [on] : [])).sort()
    const pages = of.map(one => one.pages)
    return {
      no: String(i + 1),
      title,
      span: [...new Set([days[0], days.at(-1)].filter(Boolean))].join(' 至 '),
      pieces: of.length,
      // A sum of what is known alone would be too small.
      pages: pages.includes(null) ? undefined : pages.reduce<number>((sum, n) => sum + (n ?? 0), 0),
      keep,
    }
  })
}

export const volumeCatalogue = form({
  title: '案卷目录',
  code: 'VCT',
  official: false,
  facts: z.strictObject({ ...headFacts(), volumes: list(volume, '案卷', 1000) }),
  head: [...HEAD, 'volumes'],
  from: { batch: dossier => ({ ...headOf(dossier), volumes: volumes(dossier) }) },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['案卷目录']),
      headTable(f),
      paragraph('', { after: 4 }),
      listTable(VOLUMES, f.volumes ?? [], { atLeast: f.volumes?.length ? 0 : 12, rowHeight: 9 }),
      signed('整理人'),
      signed('接收人'),
    ],
  }),
})
