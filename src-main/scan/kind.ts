export type ScanKind = 'pdf' | 'tiff' | 'jpeg' | 'png' | 'heic'

/** By content: names lie. null: no picture of a page. */
export function kindOf(head: Uint8Array): ScanKind | null {
  const text = Buffer.from(head.subarray(0, 1024)).toString('latin1')
  if (text.includes('%PDF-')) return 'pdf'
  if (/^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(text)) return 'tiff'
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n')) return 'png'
  if (/^....ftyp(heic|heix|heim|heis|mif1|msf1)/s.test(text)) return 'heic'
  return null
}
