import type { Bytes } from '../media/bytes.ts'
import { oleNames } from '../media/oleNames.ts'

const SECTOR = 512
const SEARCHED = 16 << 20 // bytes; the streams begin near the front

/** A password on a doc, xls or ppt (Office 97–2003), or on a newer file wrapped into such a container. */
export function isLockedOle(bytes: Bytes, type: string): boolean {
  if (type === 'application/x-encrypted-office') return true
  if (type === 'application/vnd.ms-powerpoint') return oleNames(bytes).includes('EncryptedSummary')
  const head = bytes.read(0, Math.min(bytes.size, SEARCHED))
  for (let at = SECTOR; at + 24 <= head.length; at += SECTOR) {
    // MS-DOC 2.5.2: FibBase, wIdent A5EC and fEncrypted
    if (type === 'application/msword' && head.readUInt16LE(at) === 0xa5ec)
      return (head.readUInt16LE(at + 10) & 0x0100) !== 0
    // MS-XLS 2.4.117: FilePass follows the BOF record of the workbook
    if (type === 'application/vnd.ms-excel' && head.readUInt32LE(at) === 0x00100809)
      return head.readUInt16LE(at + 20) === 0x2f
  }
  return false
}
