import { z } from 'zod'
import { count, date, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { DATE_LINE, heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'

const item = z.strictObject({ name: line(), count: line(), note: line() })
const open = z.strictObject({ kind: line(), what: line(), due: line(), who: line() })
const file = z.strictObject({ name: line(), size: line(), digest: line() })

const ITEMS: Column<z.output<typeof item>>[] = [
  index(),
  { title: '项目', width: 48, pick: i => i.name },
  { title: '数量', width: 24, align: 'center', pick: i => i.count },
  { title: '说明', width: 62, pick: i => i.note },
  { title: '核对', width: 24, pick: () => undefined },
]

const OPEN: Column<z.output<typeof open>>[] = [
  index(),
  { title: '类别', width: 28, align: 'center', pick: o => o.kind },
  { title: '事项', width: 80, pick: o => o.what },
  { title: '期限', width: 26, align: 'center', pick: o => o.due },
  { title: '责任人', width: 24, align: 'center', pick: o => o.who },
]

const FILES: Column<z.output<typeof file>>[] = [
  index(),
  { title: '文件', width: 42, pick: f => f.name },
  { title: '大小', width: 24, align: 'center', pick: f => f.size },
  { title: 'SHA-256', width: 92, pick: f => f.digest },
]

/** 岗位交接清单: what the one who leaves hands to the one who comes, signed by both and by whoever watched (换岗办移交清单). */
export const handover = form({
  title: '岗位交接清单',
  code: 'HND',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    on: date('交接日期'),
    from: line('移交人'),
    to: line('接交人'),
    witness: line('监交人'),
    /** 移交内容 */
    items: list(item, undefined, 100),
    openCount: count('未办结事项的件数'),
    /** 未办结事项: the first of them */
    open: list(open, undefined, 500),
    /** 交接包文件 */
    files: list(file, undefined, 20),
  }),
  head: ['org', 'on', 'from', 'to', 'witness'],
  from: {}, // made by the program of what it has just done
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内部质量督导岗位交接清单']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价机构', f.org]],
          [
            ['移交人', f.from],
            ['接交人', f.to],
          ],
          [
            ['监交人', f.witness],
            ['交接日期', f.on],
          ],
        ],
      ),
      sectionTitle('一、移交内容'),
      listTable(ITEMS, f.items ?? [], { atLeast: 8 }),
      sectionTitle(`二、未办结事项${f.openCount === undefined ? '' : `（共 ${digits(f.openCount)} 件）`}`),
      listTable(OPEN, f.open ?? [], { atLeast: 5 }),
      paragraph(
        (f.openCount ?? 0) > (f.open?.length ?? 0)
          ? `以上为期限最近的 ${digits(f.open?.length)} 件，全部事项见交接包内「待办与期限.xlsx」。`
          : '全部事项见交接包内「待办与期限.xlsx」，证卡见「证卡台账.xlsx」。',
        { before: 4 },
      ),
      sectionTitle('三、交接包文件'),
      listTable(FILES, f.files ?? [], { atLeast: 3 }),
      paragraph('「备份.ndbak」已加密，密码由移交人当面告知接交人，不写在本清单上。', { before: 4 }),
      paragraph(
        '接交人的电脑应开启磁盘加密（Windows「设备加密」或 BitLocker）：没有开启的，拿到电脑的人可以直接读出姓名、电话、照片和扫描件，只有身份证号码另外加密。',
        { before: 4 },
      ),
      ...['移交人', '接交人', '监交人'].map(who =>
        paragraph([{ text: `${who}（签字）：` }, { tab: true }, { text: `日期：　　${DATE_LINE}` }], {
          before: 20,
          tabs: [100],
        }),
      ),
    ],
  }),
})
