import { internalRecord } from './internal.ts'
import { AFTER_ITEMS } from './items.ts'

/** 内部质量督导记录, 事后. */
export const internalAfter = internalRecord({
  title: '内部质量督导记录（事后认定材料督导）',
  code: 'N3P',
  subtitle: '（事后认定材料督导）',
  groups: AFTER_ITEMS,
})
