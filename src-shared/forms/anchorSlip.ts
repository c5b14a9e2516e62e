import { z } from 'zod'
import { bytes, count, digits, line } from './facts.ts'
import { form } from './form.ts'
import { pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_PORTRAIT, type Cell, cell, paragraph, type Table } from './model.ts'
import { signed } from './signing.ts'

/** 纸面锚定单: the code that ties a seal or a package to a sheet signed in ink. No signature is printed: it is given by hand. */
export const anchorSlip = form({
  title: '纸面锚定单',
  code: 'ANC',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    planNo: line('计划号'),
    what: line('封存第 1 版'),
    at: line('时间'),
    by: line('经办人'),
    files: count(),
    size: line('总量'),
    /** SHA-256 of the manifest */
    digest: line(),
    logHead: line('操作日志的链头'),
    anchor: line('锚定码'),
    /** The code as a QR symbol, PNG. */
    qr: bytes(),
  }),
  head: ['org', 'plan', 'planNo', 'what', 'at', 'by', 'files', 'size', 'digest', 'logHead', 'anchor', 'qr'],
  from: {}, // made by the program of what it has just done
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['纸面锚定单']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价机构', f.org]],
          [['评价计划名称', f.plan]],
          [
            ['计划号', f.planNo],
            ['内容', f.what],
          ],
          [
            ['时间', f.at],
            ['经办人', f.by],
          ],
          [
            ['文件数', digits(f.files)],
            ['总量', f.size],
          ],
          [['清单摘要', f.digest]],
          [['日志链头', f.logHead]],
        ],
      ),
      paragraph('锚定码', { before: 10, after: 4, style: { size: 12, bold: true }, keepNext: true }),
      symbol(f.anchor, f.qr),
      paragraph(
        '核对方法：在「档案 → 纸面锚定」，或在包内「打开.html」的「校验本包」中输入上面的锚定码；一致即表示内容与签字时相同。两份，双方各执一份。',
        { before: 8, after: 8, first: 2 },
      ),
      signed('机构负责人', { how: '签字、盖章' }),
      signed('见证人', { how: '签字、盖章' }),
    ],
  }),
})

/** The code, large enough to be copied by hand, beside its QR symbol. */
function symbol(anchor: string | undefined, qr: Uint8Array | undefined): Table {
  const code = paragraph([{ text: anchor ?? '', field: '锚定码' }], {
    align: 'center',
    style: { face: 'hei', size: 20 },
  })
  const picture: Cell = qr
    ? cell([{ kind: 'picture', bytes: qr, name: '锚定码二维码', width: 28, height: 28 }])
    : cell('')
  return { kind: 'table', columns: [130, 40], rows: [{ minHeight: 34, cells: [cell(code), picture] }] }
}
