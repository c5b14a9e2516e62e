/**
 * A minimal sRGB profile (ICC 4.2, matrix and curve), for PDF/A's output intent. Made here rather than read from pdfkit's folder, which the
 * packaged program does not have.
 */
export function srgbProfile(): Buffer {
  const curve = Buffer.concat([
    Buffer.from('para\0\0\0\0\0\x03\0\0', 'latin1'), // y = (ax + b)^g from d on, cx below
    ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
  ])
  // Bradford, D65 → D50: colours are told for D50.
  const adaptation = [
    1.0479298, 0.0229468, -0.0501922, 0.0296278, 0.9904345, -0.0170738, -0.009243, 0.0150552, 0.7518743,
  ]
  const tags: [string, Buffer][] = [
    ['desc', words('sRGB')],
    ['cprt', words('CC0')],
    ['wtpt', xyz(...D50)],
    ['chad', Buffer.concat([Buffer.from('sf32\0\0\0\0', 'latin1'), ...adaptation.map(fixed)])],
    ['rXYZ', xyz(0.4360747, 0.2225045, 0.0139322)],
    ['gXYZ', xyz(0.3850649, 0.7168786, 0.0971045)],
    ['bXYZ', xyz(0.1430804, 0.0606169, 0.7141733)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const table: Buffer[] = [uint32(tags.length)]
  const data: Buffer[] = []
  let offset = 128 + 4 + tags.length * 12
  for (const [name, bytes] of tags) {
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    table.push(Buffer.from(name, 'latin1'), uint32(offset), uint32(bytes.length))
    data.push(padded)
    offset += padded.length
  }
  const header = Buffer.alloc(128)
  header.writeUInt32BE(offset, 0)
  header.write('\x04\x20', 8, 'latin1')
  header.write('mntrRGB XYZ ', 12, 'latin1')
  for (const [i, part] of [2026, 1, 1].entries()) header.writeUInt16BE(part, 24 + 2 * i)
  header.write('acsp', 36, 'latin1')
  Buffer.concat(D50.map(fixed)).copy(header, 68)
  return Buffer.concat([header, ...table, ...data])
}

const D50 = [0.9642, 1, 0.8249] as const

function uint32(n: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}

function fixed(n: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(Math.round(n * 65_536))
  return bytes
}

const xyz = (...values: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...values.map(fixed)])

/** A text for one language (multiLocalizedUnicodeType). */
function words(text: string): Buffer {
  const utf16 = Buffer.from(text, 'utf16le').swap16()
  return Buffer.concat([
    Buffer.from('mluc\0\0\0\0', 'latin1'),
    uint32(1),
    uint32(12),
    Buffer.from('enUS', 'latin1'),
    uint32(utf16.length),
    uint32(28),
    utf16,
  ])
}
