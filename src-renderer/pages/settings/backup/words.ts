import type { Backup, BackupCounts } from '../../../../src-shared/contract/backup.ts'
import { daysBetween } from '../../../../src-shared/domain/dates.ts'
import { instantText } from '../../../components/DateText.tsx'

/** 12 人 · 8 证卡 · 3 批次 · 120 证据 */
export const countsText = ({ people, cards, batches, evidence }: BackupCounts): string =>
  [`${people} 人`, `${cards} 证卡`, `${batches} 批次`, ...(evidence === null ? [] : [`${evidence} 证据`])].join(' · ')

/** Whole days since an instant, by the calendar. */
export const daysSince = (at: string, today: string): number => daysBetween(instantText(at).slice(0, 10), today)

/** 今天, 昨天, 5 天前 */
export function ageText(at: string, today: string): string {
  const days = daysSince(at, today)
  return days <= 0 ? '今天' : days === 1 ? '昨天' : `${days} 天前`
}

/** The state that the latest restore replaced: what 撤销恢复 goes back to. */
export const undoable = (backups: readonly Backup[]): Backup | undefined =>
  backups.find(backup => backup.kind === 'before-restore' && backup.problem === '')

export const CONFIRM = '恢复'
