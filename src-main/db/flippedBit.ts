import { crc32 } from 'node:zlib'

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c >>> 0
})

/**
 * The one bit by which `page` differs from the page that had the CRC-32 `sum`: turned back, the page is what it was. CRC-32 is linear, so the
 * difference of the sums depends on the difference of the pages alone, and over a page's length every single bit has a difference of its own;
 * two or three flipped bits have none of these.
 * @returns byte and mask; null where it is not one bit
 */
export function flippedBit(page: Uint8Array, sum: number): { byte: number; mask: number } | null {
  const difference = (crc32(page) ^ sum) >>> 0
  if (difference === 0) return null
  for (let bit = 0; bit < 8; bit++) {
    let value = TABLE[1 << bit] ?? 0
    for (let byte = page.length - 1; byte >= 0; byte--) {
      if (value === difference) return { byte, mask: 1 << bit }
      value = ((value >>> 8) ^ (TABLE[value & 0xff] ?? 0)) >>> 0
    }
  }
  return null
}
