/** From one close of the program to the next opening: is the log still the one that was left? */
import type { EntityManager } from 'typeorm'
import { notInLog, outsideHeads } from './backup/heads.ts'
import type { Stamp } from './context.ts'
import type { OpenDatabase } from './db/open.ts'
import { type ClosedHead, readClosedHead, writeClosedHead } from './files/closedHead.ts'
import type { Vault } from './files/vault.ts'
import { head, record } from './services/audit.ts'
import { localTime } from './services/localDate.ts'
import { setSetting, VERIFIED_KEY } from './services/setting.ts'

/** Signs where the log stands now. */
export async function keepClosedHead(db: Pick<OpenDatabase, 'read'>, dataDir: string, vault: Vault, at: string) {
  const { id, hash } = await db.read(head)
  await writeClosedHead(dataDir, vault, { events: id, hash, at })
}

/**
 * Compares the log's end with the head of the last close. What is not as it was left goes into the log, for good; the program goes on: a copy
 * that somebody put there by hand is no damage. After a close that was none the log is due to be verified.
 * @returns whether something was written
 */
export async function compareClosedHead(
  db: Pick<OpenDatabase, 'read' | 'write'>,
  dataDir: string,
  vault: Vault,
  stamp: Stamp,
): Promise<boolean> {
  const closed = await readClosedHead(dataDir, vault)
  if (closed === null) return false
  const last = await db.read(head)
  const text = await db.read(manager => sinceClose(manager, closed))
  if (text === '' && closed !== 'forged' && closed.events === last.id) return false
  const heads = text === '' ? [] : await outsideHeads(dataDir)
  await db.write(async manager => {
    await setSetting(manager, VERIFIED_KEY, null)
    if (text === '') return
    const left = (await notInLog(manager, heads)).map(({ hash }) => hash)
    await record(manager, stamp, { action: 'audit.alarm', text, detail: { left } })
  })
  await keepClosedHead(db, dataDir, vault, stamp.at)
  return true
}

/** What of the log is not as it was left at the last close, in words; '' where all is. */
export async function sinceClose(manager: EntityManager, closed: ClosedHead | 'forged' | null): Promise<string> {
  if (closed === null) return ''
  if (closed === 'forged') return '上次关闭时记下的链头（log.head）已损坏或被改动'
  const [row] = (await manager.query('SELECT hash FROM audit_event WHERE id = ?', [closed.events])) as {
    hash: string
  }[]
  if (closed.events === 0 || row?.hash === closed.hash) return ''
  const what = row ? '现在不同' : '现在没有了'
  return `${localTime(closed.at)} 关闭时日志有 ${closed.events} 条，最后一条${what}：数据换成了另一份，或日志被改动过`
}
