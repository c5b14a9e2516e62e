import type { FieldResult, FieldSheet } from '../src-shared/field.ts'
import type { State } from './state.ts'

/** The file to bring back. A 否 is explained by its number (附件3 注1). */
export async function resultFile(sheet: FieldSheet, state: State, now: Date): Promise<File> {
  const { photos, sessionIds, ...draft } = state
  const result: FieldResult = {
    format: sheet.resultFormat,
    version: 1,
    ref: sheet.ref,
    number: sheet.number,
    person: sheet.person,
    kind: sheet.kind,
    sessionIds,
    savedAt: now.toISOString(),
    draft: {
      ...draft,
      items: draft.items.map(item => ({ ...item, remark: explained(item.number, item.answer, item.remark.trim()) })),
    },
    photos: await Promise.all(
      photos.map(async ({ number, name, blob }) => ({ number, name, data: await base64(blob) })),
    ),
  }
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`
  return new File([JSON.stringify(result)], `考场结果_${sheet.number}_${sheet.person}_${time}.json`, {
    type: 'application/json',
  })
}

const explained = (number: string, answer: string | null, remark: string): string =>
  answer === 'no' && remark !== '' && !/^序号/.test(remark) ? `序号${number}: ${remark}` : remark

const base64 = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^.*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
