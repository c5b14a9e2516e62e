import type { SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { AFTER_ITEMS, type Group, numberOf, SITE_ITEMS } from '../../../../src-shared/forms/items.ts'

/** The items of 附件3 under their headings; 现场 has no 15 (T10). */
export const groupsOf = (kind: SupervisionRecord['kind']): Group[] => (kind === 'onsite' ? SITE_ITEMS : AFTER_ITEMS)

export const numberText = (item: string): string => String(numberOf(item))

/** Without its printed number, which stands in a column of its own. */
export const wording = (item: string): string => item.replace(/^\d+[.、]/, '')

export const remarkPrefix = (number: string): string => `序号${number}: `
