import type { ScanPage, ScanState } from '../../../src-shared/contract/scan.ts'
import type { StateName } from '../../components/states.ts'

export const STATE: Record<ScanState, { s: StateName; word: string }> = {
  proposed: { s: 'todo', word: '可归档' },
  filed: { s: 'done', word: '已归档' },
  returned: { s: 'off', word: '已退回' },
  unread: { s: 'unk', word: '看不出' },
  blank: { s: 'na', word: '空白页' },
  twice: { s: 'soon', word: '重复' },
  lacking: { s: 'lack', word: '缺页' },
  outdated: { s: 'soon', word: '版本不符' },
  cannot: { s: 'block', word: '不能归' },
}

/** A page with the scan that it lies in. */
export interface Row extends ScanPage {
  scanId: number
  fileName: string
}

export const isOpen = ({ state }: ScanPage): boolean => state !== 'filed' && state !== 'returned'
