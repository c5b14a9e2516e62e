import type { Evidence, EvidenceFilter, EvidenceOwner } from '../../../src-shared/contract/evidence.ts'
import { isAfterSeal } from '../../../src-shared/domain/evidence.ts'

/** 0:07, 12:05, 1:02:03 */
export function lengthText(seconds: number): string {
  const whole = Math.round(seconds)
  const pad = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`
}

/** A camera's time as people write it: 2026-11-23 09:30:00. */
export const localText = (at: string | null): string => (at === null ? '—' : at.replace('T', ' '))

export type View = 'image' | 'pdf' | 'video' | 'audio' | 'text' | 'none'

/** What Chromium draws itself; HEIC and TIFF it does not. */
const IMAGES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/bmp', 'image/webp']

/** How the window can show a file of this type (by magic number). */
export function viewOf(type: string): View {
  if (IMAGES.includes(type)) return 'image'
  if (type === 'application/pdf') return 'pdf'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'audio'
  return type.startsWith('text/') ? 'text' : 'none'
}

const KIND: [begins: string, word: string][] = [
  ['image/', '图片'],
  ['video/', '视频'],
  ['audio/', '录音'],
  ['application/pdf', 'PDF'],
  ['text/csv', '表格'],
  ['text/', '文本'],
  ['application/vnd.openxmlformats-officedocument.spreadsheet', '表格'],
  ['application/vnd.ms-excel', '表格'],
  ['application/vnd.openxmlformats-officedocument.presentation', '演示'],
  ['application/vnd.ms-powerpoint', '演示'],
  ['application/vnd.openxmlformats-officedocument', '文档'],
  ['application/msword', '文档'],
  ['application/x-encrypted-office', '文档'],
  ['application/zip', '压缩包'],
]

/** A type in one word; the MIME name itself stands in the preview. */
export const kindText = (type: string): string => KIND.find(([begins]) => type.startsWith(begins))?.[1] ?? '文件'

/** The filter that finds all that belongs to an owner (and slot). */
export function filterOf(owner: EvidenceOwner): EvidenceFilter {
  switch (owner.kind) {
    case 'batch':
      return { batchId: owner.id, slot: owner.slot }
    case 'contest':
      return { contestId: owner.id, slot: owner.slot }
    case 'venue':
      return { venueId: owner.id }
    case 'supervisor':
      return { supervisorId: owner.id }
    case 'visit':
      return { visitId: owner.id }
  }
}

const OWNER: Record<EvidenceOwner['kind'], string> = {
  batch: '批次',
  contest: '竞赛',
  venue: '场地',
  supervisor: '内督员',
  visit: '外督',
}

/** 批次 2026 电工（G2） */
export function ownerText({ owner, ownerName }: Pick<Evidence, 'owner' | 'ownerName'>): string {
  return `${OWNER[owner.kind]}　${ownerName}${'slot' in owner ? `　${owner.slot}` : ''}`
}

/** Why a file may not be changed; null when it may. */
export function lockText({
  owner,
  frozen,
  destroyed,
}: Pick<Evidence, 'owner' | 'frozen' | 'destroyed'>): string | null {
  if (destroyed) return '文件已按销毁清册销毁，只保留著录信息。'
  const open = 'slot' in owner && isAfterSeal(owner.slot)
  if (frozen === 'sealed' && !open) return '所在批次已封存，不能修改。需要更正的，请先解除封存并填写原因。'
  if (frozen === 'held') return '所在批次正在调查冻结，不能修改。请等登记人解除冻结。'
  return null
}

/** What is worth a look before an inspector takes it: shown in the list in colour and word. */
export function warningsOf(file: Evidence): string[] {
  const media = ['image', 'video'].includes(viewOf(file.type))
  return [
    ...(file.destroyed ? ['已销毁'] : []),
    ...(file.bytes === 0 ? ['空文件'] : []),
    ...(media && file.takenAt === null ? ['无拍摄时间'] : []),
    ...(media && file.recorder === '' ? ['无摄录者'] : []),
  ]
}
