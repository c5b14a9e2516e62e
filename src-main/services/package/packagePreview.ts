/** What a package would bring: new, here already, different. */
import type { EntityManager } from 'typeorm'
import type { PackagePreview } from '../../../src-shared/contract/package.ts'
import { nounOf } from '../../../src-shared/nouns/index.ts'
import type { Row, Rows } from '../../../src-shared/nouns/noun.ts'
import { storedRows } from '../../db/stored.ts'
import type { Vault } from '../../files/vault.ts'
import { type Known, matchRows } from './packageMatch.ts'
import { type Places, placeRows } from './packageRebuild.ts'

type Lines = PackagePreview['lines']

const WHAT: Readonly<Record<string, string>> = {
  venue: '场地',
  equipment: '设备',
  supervisor: '内督员',
  appointment: '聘期',
  card: '证卡',
  supervision: '督导记录',
  visit: '外部督导',
  rectification: '整改',
  evidence: '资料',
  seal: '封存',
}

const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  supervisor: {
    name: '姓名',
    sex: '性别',
    birth: '出生日期',
    idDigest: '身份证号',
    phone: '手机',
    department: '部门',
    position: '职务职称',
    education: '学历',
    source: '选聘来源',
    note: '备注',
    photo: '照片',
  },
  venue: {
    purpose: '用途',
    contact: '联系人',
    phone: '联系电话',
    note: '备注',
    scope: '职业（工种）',
    filingStatus: '备案状态',
    filedOn: '备案日期',
    validUntil: '备案有效期',
    receipt: '备案回执编号',
  },
}

const SHOWN = 50 // lines of what differs, of each kind

/** @throws AppError PACKAGE_TAKEN, PACKAGE_FOREIGN: then an import is refused, too. */
export async function previewRows(
  manager: EntityManager,
  rows: Rows,
  vault: Vault,
): Promise<Pick<PackagePreview, 'adopts' | 'lines' | 'numbers'>> {
  const known = await matchRows(manager, rows, { vault })
  const places = await placeRows(manager, rows, known)
  const lines: Lines = []
  for (const [table, what] of Object.entries(WHAT)) {
    const all = rows[table] ?? []
    const fresh = all.filter(row => places.get(table)?.get(Number(row.id))?.fresh === true).length
    if (all.length === 0) continue
    const different = [
      ...(await differing(manager, table, all, known, vault)),
      ...(await leftCards(manager, table, all, places)),
    ]
    lines.push({ what, fresh, here: all.length - fresh, different: different.slice(0, SHOWN) })
  }
  return { adopts: !known.get('org'), lines, numbers: await goingOn(manager, rows) }
}

async function differing(
  manager: EntityManager,
  table: string,
  all: Row[],
  known: Known,
  vault: Vault,
): Promise<string[]> {
  const labels = LABELS[table]
  const here = known.get(table)
  if (!labels || !here) return []
  const stored = await storedRows(manager, nounOf(table), {
    where: 't.id IN (SELECT value FROM json_each(:param))',
    param: JSON.stringify([...here.values()]),
  })
  const byId = new Map(stored.map(row => [row.id, row]))
  return all.flatMap(row => {
    const own = byId.get(here.get(Number(row.id)))
    if (!own) return []
    const theirs: Row = 'idNumber' in row ? { ...row, idDigest: digestOf(row.idNumber, vault) } : row
    const odd = Object.keys(labels).filter(key => JSON.stringify(theirs[key]) !== JSON.stringify(own[key]))
    return odd.length === 0 ? [] : [`「${String(own.name)}」：${odd.map(key => labels[key]).join('、')}`]
  })
}

const digestOf = (number: unknown, vault: Vault) => (typeof number === 'string' ? vault.digest(number) : null)

/** Cards of people who are here with others: they stay outside. */
async function leftCards(manager: EntityManager, table: string, all: Row[], places: Places): Promise<string[]> {
  if (table !== 'card') return []
  const left = all.filter(row => !places.get(table)?.get(Number(row.id))?.fresh)
  const found = (await manager.query('SELECT code FROM card WHERE code IN (SELECT value FROM json_each(?))', [
    JSON.stringify(left.map(row => row.code)),
  ])) as { code: string }[]
  return left
    .filter(row => found.every(({ code }) => code !== row.code))
    .map(row => `「${String(row.name)}」的证卡 ${String(row.code)} 本机没有，不导入`)
}

/** The highest number of the newest year that the package would bring, while this folder has issued none itself. */
async function goingOn(manager: EntityManager, rows: Rows): Promise<PackagePreview['numbers']> {
  const [own] = (await manager.query("SELECT 1 FROM card WHERE origin = '' LIMIT 1")) as unknown[]
  if (own) return null
  const [last] = (rows.card ?? [])
    .filter(row => row.mode === 'auto')
    .sort((a, b) => Number(b.year) - Number(a.year) || Number(b.seq) - Number(a.seq))
  return last ? { year: Number(last.year), highest: String(last.code) } : null
}
