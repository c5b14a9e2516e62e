import { expect, test } from 'vitest'
import { BACKUP_DAYS, backupProblem } from '../../src-renderer/pages/home/backupState.ts'
import type { BackupStatus } from '../../src-shared/contract/backup.ts'

const TODAY = '2026-11-23'
/** Noon of the day so many days ago, by the wall clock of this PC. */
const ago = (days: number) => new Date(2026, 10, 23 - days, 12).toISOString()
const place = { folder: 'E:\\内督管家备份', there: true, last: ago(0), failed: 0 }

test.each<[string, Partial<BackupStatus>, string]>([
  ['all is well', { last: ago(0) }, ''],
  ['the last day that is no matter', { last: ago(BACKUP_DAYS) }, ''],
  ['a day more', { last: ago(BACKUP_DAYS + 1) }, '上次备份是 8 天前'],
  ['never', { last: null, place: { ...place, last: null } }, '还没有备份过数据'],
  ['a failure comes first', { last: null, problem: '磁盘空间不足' }, '自动备份没有成功：磁盘空间不足'],
  ['the stick is fresh, though unplugged', { place: { ...place, there: false, last: ago(7) } }, ''],
  ['the stick is old', { place: { ...place, last: ago(30) } }, '上次备份到 E:\\内督管家备份 已 30 天'],
  ['old and unplugged', { place: { ...place, there: false, last: ago(9) } }, '已 9 天（现在没有连接）'],
  ['nothing on the stick yet', { place: { ...place, last: null } }, '还没有备份到第二备份位置 E:\\内督管家备份'],
])('%s', (_, status, text) => {
  const said = backupProblem({ last: ago(0), place: null, problem: '', ...status }, TODAY)
  if (text === '') expect(said).toBe('')
  else expect(said).toContain(text)
})
