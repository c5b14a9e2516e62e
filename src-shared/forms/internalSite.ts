import { internalRecord } from './internal.ts'
import { SITE_ITEMS } from './items.ts'

/** 内部质量督导记录, 现场. */
export const internalSite = internalRecord({
  title: '内部质量督导记录（现场督导）',
  code: 'N3S',
  subtitle: '（现场督导）',
  groups: SITE_ITEMS,
})
