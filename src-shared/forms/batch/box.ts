/** The box of a batch's papers: its cover, its spine, and the 备考表 that is laid in last. */
import { z } from 'zod'
import type { Dossiers } from '../dossiers.ts'
import { count, digits, line, text } from '../facts.ts'
import { form } from '../form.ts'
import { HAND } from '../given.ts'
import { pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, cell, paragraph, type Row } from '../model.ts'
import { signed } from '../signing.ts'

const filed = ({ slots }: Dossiers['batch']) => slots.slots.filter(slot => slot.files > 0)

const years = ({ batch }: Dossiers['batch']) => {
  const { filedOn, plannedOn, announcedOn, examFrom, certifiedOn, archivedOn } = batch.dates
  const days = [filedOn, plannedOn, announcedOn, examFrom, certifiedOn, archivedOn].filter(day => day !== null).sort()
  return [...new Set([days[0], days.at(-1)].filter(day => day !== undefined))].join(' 至 ')
}

export const boxCover = form({
  title: '档案盒封面',
  code: 'BOX',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('题名'),
    planNo: line('计划号'),
    span: line('起止日期'),
    keep: line('保管期限'),
    files: count('件数'),
    box: line('盒号'),
  }),
  head: ['org', 'plan', 'planNo', 'span', 'keep', 'files'],
  from: {
    batch: dossier => ({
      org: dossier.org,
      plan: dossier.batch.name,
      planNo: dossier.batch.planNo,
      span: years(dossier),
      // The box is kept as long as the paper in it that is kept longest: said by whoever files it where periods differ.
      keep: [...new Set(filed(dossier).map(slot => slot.retention))].join('、'),
      files: filed(dossier).reduce((sum, slot) => sum + slot.files, 0),
      box: HAND,
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      paragraph([{ text: f.org ?? '', field: '评价机构' }], {
        align: 'center',
        before: 60,
        style: { size: 20, face: 'hei' },
        leading: 30,
      }),
      paragraph('职业技能等级认定档案', {
        align: 'center',
        before: 60,
        style: { size: 30, bold: true, face: 'hei' },
        leading: 44,
      }),
      paragraph([{ text: f.plan ?? '', field: '题名' }], {
        align: 'center',
        before: 40,
        after: 120,
        style: { size: 20 },
        leading: 32,
      }),
      pairTable(
        [40, 130],
        [
          [['计划号', f.planNo]],
          [['起止日期', f.span]],
          [['件数', f.files === undefined ? undefined : `${digits(f.files)} 件`]],
          [['保管期限', f.keep]],
          [['盒号', f.box]],
        ],
      ),
    ],
  }),
})

/** A4 portrait holds the spines of the usual boxes beside each other; each is cut out along its frame. */
export const boxSpine = form({
  title: '档案盒盒脊',
  code: 'SPN',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('题名'),
    planNo: line('计划号'),
    year: line('年度'),
    keep: line('保管期限'),
    box: line('盒号'),
  }),
  head: ['org', 'plan', 'planNo', 'year', 'keep'],
  from: {
    batch: dossier => ({
      org: dossier.org,
      plan: dossier.batch.name,
      planNo: dossier.batch.planNo,
      year: years(dossier).slice(0, 4),
      keep: [...new Set(filed(dossier).map(slot => slot.retention))].join('、'),
      box: HAND,
    }),
  },
  draw: f => ({
    page: { ...A4_PORTRAIT, margin: { top: 16, right: 10, bottom: 16, left: 10 } },
    body: [
      {
        kind: 'table',
        columns: [20, 30, 50, 80],
        rows: [
          spine([f.year, f.year, f.year, f.year], 20, 12),
          spine(
            Array.from({ length: 4 }, () => f.plan),
            120,
            13,
          ),
          spine(
            Array.from({ length: 4 }, () => f.planNo),
            40,
            10,
          ),
          spine(
            Array.from({ length: 4 }, () => f.keep),
            24,
            9,
          ),
          spine(
            Array.from({ length: 4 }, () => f.org),
            40,
            9,
          ),
          spine(
            Array.from({ length: 4 }, () => (f.box ? `盒号 ${f.box}` : '盒号')),
            14,
            9,
          ),
        ],
      },
    ],
  }),
})

const spine = (words: (string | undefined)[], height: number, size: number): Row => ({
  minHeight: height,
  cells: words.map(word =>
    cell(paragraph([{ text: word ?? '', field: '盒脊' }], { align: 'center', style: { size, face: 'hei' } })),
  ),
})

/** 卷内备考表: what is in the box, what is not and why, who put it together. */
export const boxNote = form({
  title: '卷内备考表',
  code: 'BKB',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('题名'),
    planNo: line('计划号'),
    files: count('件数'),
    missing: text('缺少的材料'),
    notApplicable: text('不适用的材料'),
  }),
  head: ['org', 'plan', 'planNo', 'files'],
  from: {
    batch: dossier => ({
      org: dossier.org,
      plan: dossier.batch.name,
      planNo: dossier.batch.planNo,
      files: filed(dossier).reduce((sum, slot) => sum + slot.files, 0),
      missing:
        dossier.slots.slots
          .filter(slot => slot.required && slot.state === 'missing')
          .map(slot => `${slot.slot} ${slot.name}`)
          .join('、') || '无',
      notApplicable:
        dossier.slots.slots
          .filter(slot => slot.state === 'na')
          .map(slot => `${slot.slot} ${slot.name}（${slot.reason}）`)
          .join('、') || '无',
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['卷内备考表']),
      pairTable(
        [34, 136],
        [
          [['评价机构', f.org]],
          [['题名', f.plan]],
          [['计划号', f.planNo]],
          [['本卷文件', f.files === undefined ? undefined : `共 ${digits(f.files)} 件，　　　页`]],
          [['缺少的材料', f.missing]],
          [['不适用的材料', f.notApplicable]],
        ],
      ),
      paragraph('需要说明的情况：', { before: 12, after: 120 }),
      signed('整理人'),
      signed('检查人'),
    ],
  }),
})
