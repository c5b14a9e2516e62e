import { numberOf } from '../../../../src-shared/forms/items.ts'

export { groupsOf } from '../../../../src-shared/forms/items.ts'

export const numberText = (item: string): string => String(numberOf(item))

/** Without its printed number, which stands in a column of its own. */
export const wording = (item: string): string => item.replace(/^\d+[.、]/, '')

export const remarkPrefix = (number: string): string => `序号${number}: `
