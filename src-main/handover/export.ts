import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { sizeText } from '../../src-shared/domain/size.ts'
import { AppError } from '../../src-shared/errors.ts'
import { givenFacts } from '../../src-shared/forms/index.ts'
import { type Made, makeCopy } from '../backup/copy.ts'
import { exists } from '../backup/name.ts'
import type { Context } from '../context.ts'
import { filesOf } from '../db/inspect.ts'
import { loadCards, selectedCards } from '../db/queries/cards.ts'
import { notWritten, partOf } from '../files/atomic.ts'
import { digestOf } from '../files/digest.ts'
import { requireOutside } from '../files/outside.ts'
import { rename } from '../files/rename.ts'
import { formFonts } from '../print/fonts.ts'
import { endIfOthers } from '../services/account/account.ts'
import { record } from '../services/audit.ts'
import { loadTodo } from '../services/home.ts'
import { requireOrg } from '../services/org.ts'
import { printCoded } from '../services/scan/printCoded.ts'
import { writeLedger } from '../sheet/ledger.ts'
import { fileName, writeTable } from '../sheet/write.ts'
import { type OpenItem, openItems } from './openItems.ts'
import { type Packed, pack } from './pack.ts'

export interface HandoverInput {
  from: string
  to: string
  witness: string
  password: string // never stored, never logged
}

const ON_PAPER = 60 // open items on the list that is signed; all of them are in the workbook

/**
 * 岗位交接包: a new folder below `chosen` with 交接清单.pdf, 待办与期限.xlsx, 证卡台账.xlsx, 备份.ndbak and 说明.txt. Whole or not there.
 * @throws AppError ORG_MISSING, BACKUP_FAILED, FILE_NOT_WRITTEN, CANCELLED, and what printForms throws
 */
export async function exportHandover(ctx: Context, chosen: string, input: HandoverInput): Promise<{ path: string }> {
  const stamp = ctx.stamp()
  const org = await ctx.db.read(requireOrg)
  const target = await freeFolder(join(chosen, fileName('岗位交接包', org.name, stamp.today).replace(/\.xlsx$/, '')))
  await requireOutside(ctx.dataDir, target)
  const part = partOf(target)
  try {
    await mkdir(part)
    const copy = await ctx.turn(() => makeCopy(ctx, 'manual'))
    await requireSpace(part, copy)
    const packed = await pack(ctx, join(part, BACKUP), copy, input)
    const about = { orgName: org.name, date: stamp.today }
    const { open, cards, rows } = await ctx.db.read(async manager => ({
      open: await openItems(manager, stamp),
      cards: await loadCards(
        manager,
        await selectedCards(manager, { filter: {}, except: [] }, stamp.today),
        stamp.today,
      ),
      rows: await inventory(manager, ctx, packed),
    }))
    await writeOpen(join(part, OPEN), about, open)
    await writeLedger(join(part, LEDGER), about, cards)
    await printCoded(
      ctx,
      [
        {
          form: 'handover',
          mode: 'filled',
          facts: givenFacts('handover', {
            org: org.name,
            on: stamp.today,
            from: input.from,
            to: input.to,
            witness: input.witness,
            items: rows,
            openCount: open.length,
            open: open.slice(0, ON_PAPER).map(onPaper),
            files: await Promise.all([BACKUP, OPEN, LEDGER].map(name => fileFacts(part, name))),
          }),
        },
      ],
      join(part, '交接清单.pdf'),
      { fonts: formFonts(ctx.resourcesDir), signal: ctx.signal, pageNumbers: 'each' },
      'save',
    )
    await writeFile(join(part, '说明.txt'), `\uFEFF${README.replaceAll('\n', '\r\n')}`)
    if (ctx.signal.aborted) throw new AppError('CANCELLED')
    await rename(part, target)
  } catch (error) {
    await rm(part, { recursive: true, force: true, maxRetries: 3 }).catch(() => {}) // the first reason counts
    throw notWritten(target, error)
  }
  await ctx.db.write(async manager => {
    const stamp = ctx.stamp()
    await record(manager, stamp, {
      action: 'handover.export',
      text: `导出岗位交接包：${input.from} 移交 ${input.to}`,
      detail: { from: input.from, to: input.to, witness: input.witness },
    })
    await endIfOthers(manager, input.from, `岗位移交给「${input.to}」`, stamp)
    await ctx.persons.refresh(manager)
  })
  ctx.changed('setting', 'audit')
  return { path: target }
}

const BACKUP = '备份.ndbak'
const OPEN = '待办与期限.xlsx'
const LEDGER = '证卡台账.xlsx'

const README = `岗位交接包

交接清单.pdf      打印后由移交人、接交人、监交人签字
待办与期限.xlsx   未办结的整改、提交期限、备案、聘期
证卡台账.xlsx     全部证卡
备份.ndbak        加密的完整备份：名册、台账、批次、记录、日志、照片和附件

接交人的步骤
1. 在新电脑上安装内督管家，打开后在首次使用的窗口选「从备份或交接包恢复」；
   已有数据的电脑在「设置 → 数据与备份」里导入，原有数据会先自动备份。
2. 选择「备份.ndbak」，输入移交人当面告知的密码。
3. 核对清单上的数量，签字。

没有密码，任何人都打不开「备份.ndbak」。导入后的数据在电脑上只有身份证号码另外加密：请在接交人的电脑上开启磁盘加密
（Windows「设备加密」或 BitLocker），否则拿到电脑的人可以直接读出姓名、电话、照片和扫描件。
核对完成后，请妥善保管或删除本文件夹。
`

async function freeFolder(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const free = n === 1 ? path : `${path}_${n}`
    if (!(await exists(free))) return free
  }
}

const SPARE = 16 * 1024 ** 2

async function requireSpace(folder: string, copy: Made): Promise<void> {
  const needed = (await filesOf(copy.path)).reduce((sum, file) => sum + file.bytes, copy.manifest.bytes + SPARE)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= needed) return
  const detail = `所选位置空间不足，需要 ${sizeText(needed)}，剩余 ${sizeText(bavail * bsize)}`
  throw new AppError('FILE_NOT_WRITTEN', { name: basename(BACKUP), detail })
}

const fileFacts = async (folder: string, name: string) => ({
  name,
  size: sizeText((await stat(join(folder, name))).size),
  digest: await digestOf(join(folder, name)),
})

/** What is handed over, with its numbers. */
async function inventory(manager: EntityManager, ctx: Context, packed: Packed) {
  const { counts } = await loadTodo(manager, ctx.stamp())
  const count = async (sql: string) =>
    ((await manager.query(`SELECT count(*) AS n FROM ${sql}`)) as { n: number }[])[0]?.n ?? 0
  const cards = await count('card')
  const valid = await count(`card WHERE state = 'valid'`)
  const rest = counts.total - counts.appointed - counts.expired - counts.dismissed
  return [
    {
      name: '内督员名册',
      count: `${counts.total} 人`,
      note: `在聘 ${counts.appointed} 人，届满 ${counts.expired} 人，解聘 ${counts.dismissed} 人，其余 ${rest} 人`,
    },
    { name: '证卡', count: `${cards} 张`, note: `有效 ${valid} 张` },
    { name: '场地', count: `${await count('venue WHERE deleted_at IS NULL')} 处`, note: '' },
    { name: '认定批次', count: `${await count('batch WHERE deleted_at IS NULL')} 个`, note: '' },
    {
      name: '内部督导记录',
      count: `${await count(`supervision WHERE state <> 'superseded'`)} 份`,
      note: `已封存 ${await count(`supervision WHERE state = 'sealed'`)} 份`,
    },
    { name: '证据材料', count: `${await count('evidence WHERE struck_at IS NULL')} 件`, note: '' },
    {
      name: '照片、扫描件和证据的文件',
      count: `${packed.files} 个`,
      note: packed.missing > 0 ? `另有 ${packed.missing} 个文件缺失或内容已改变` : '均在加密备份内',
    },
    { name: '操作日志', count: `${await count('audit_event')} 条`, note: '在加密备份内' },
  ]
}

const onPaper = ({ kind, what, about, due, who }: OpenItem) => ({
  kind,
  what: about ? `${clip(what)}（${clip(about)}）` : clip(what),
  due,
  who,
})

/** A row of the list is never split between pages: what is longer is read in the workbook. */
const clip = (text: string): string => ([...text].length > 80 ? `${[...text].slice(0, 79).join('')}…` : text)

const writeOpen = (path: string, about: { orgName: string; date: string }, items: readonly OpenItem[]) =>
  writeTable(path, {
    title: '待办与期限',
    ...about,
    columns: [
      { header: '序号', width: 6 },
      { header: '类别', width: 12 },
      { header: '事项', width: 48 },
      { header: '批次或人员', width: 30 },
      { header: '期限', width: 13, text: true },
      { header: '状态', width: 12 },
      { header: '责任人', width: 12 },
      { header: '依据', width: 20 },
    ],
    rows: items.map((item, i) => [i + 1, item.kind, item.what, item.about, item.due, item.state, item.who, item.basis]),
  })
