import type { BackupStatus } from '../../../src-shared/contract/backup.ts'
import { daysSince } from '../settings/backup/words.ts'

export const BACKUP_DAYS = 7

/** What is wrong with the backups, in one line; '' when nothing is. The worst comes first. */
export function backupProblem({ last, place, problem }: BackupStatus, today: string): string {
  const late = (at: string | null) => at === null || daysSince(at, today) > BACKUP_DAYS
  if (problem) return `自动备份没有成功：${problem}`
  if (last === null) return '还没有备份过数据'
  if (late(last)) return `上次备份是 ${daysSince(last, today)} 天前`
  if (!place || !late(place.last)) return ''
  if (place.last === null) return `还没有备份到第二备份位置 ${place.folder}`
  return `上次备份到 ${place.folder} 已 ${daysSince(place.last, today)} 天${place.there ? '' : '（现在没有连接）'}`
}
