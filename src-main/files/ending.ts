import type { Bytes } from '../media/bytes.ts'

const TAIL = 64 << 10 // bytes; readers look in the last 1,024, some programs write a seal or a line behind

/** A PDF without its end: a scan that was still being written, a copy that broke off. Most viewers show what is there, and nobody sees the rest is missing. */
export const lacksEnd = (bytes: Bytes): boolean =>
  !bytes.read(Math.max(0, bytes.size - TAIL), TAIL).includes('%%EOF', 0, 'latin1')

export const LACKS_END = 'PDF 没有结尾，可能还没有写完就存入了，请打开核对，必要时重新扫描'
