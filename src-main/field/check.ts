import { fieldResult, RESULT_FORMAT } from '../../src-shared/field.ts'
import { itemNumbers } from '../../src-shared/forms/items.ts'
import { readHeader } from '../photo/header.ts'
import type { FieldMessage } from './read.ts'

const MAX_SIDE = 10_000 // the page makes pictures of 1600 pixels

/** What came back from the exam room, checked like any hostile file: plain data, or a refusal as code and parameters. Never throws. */
export function checkField(name: string, bytes: Uint8Array): FieldMessage {
  const refused = (detail: string): FieldMessage => ({ refused: 'FIELD_BAD', params: { name, detail } })
  const foreign: FieldMessage = { refused: 'FILE_TYPE', params: { name, expected: '考场填写结果' } }
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return foreign // no JSON, or cut off on the way
  }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== RESULT_FORMAT) return foreign
  const parsed = fieldResult.safeParse(json)
  if (!parsed.success) return refused(`内容与格式不符（${parsed.error.issues[0]?.path.join('.') || '整体'}）`)
  const { photos, ...result } = parsed.data
  const printed = itemNumbers(result.kind)
  const said = result.draft.items.map(item => item.number)
  const strange = [...said, ...photos.flatMap(photo => photo.number || [])].find(number => !printed.includes(number))
  if (strange !== undefined) return refused(`没有第 ${strange} 项`)
  if (new Set(said).size < said.length) return refused('同一项填写了两次')
  const pictures = []
  for (const [i, { number, data }] of photos.entries()) {
    const picture = new Uint8Array(Buffer.from(data, 'base64'))
    const header = readHeader(picture)
    if (header?.type !== 'jpeg' || !header.whole) return refused(`第 ${i + 1} 张照片不是完整的 JPG`)
    if (!(header.width >= 1 && header.height >= 1) || Math.max(header.width, header.height) > MAX_SIDE)
      return refused(`第 ${i + 1} 张照片的尺寸有误`)
    pictures.push({ number, bytes: picture })
  }
  return { result, pictures }
}
