/** The smallest files of each kind that say what they are, how long they last and when they were made. */
const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}
const le32 = (n: number): Buffer => u32(n).reverse()
const le64 = (n: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(n)
  return bytes
}
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

export const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), latin(type), body])
}

/** The same with a length of 64 bits, as films above 4 GB have. */
export const longBox = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(1), latin(type), u32(0), u32(body.length + 16), body])
}

const SINCE_1904 = 2_082_844_800 // seconds to 1970

/** `created`: ms, UTC. Size 0: sound only. */
export function movie(
  brand: string,
  film: { seconds: number; created: number; width?: number; height?: number; turned?: boolean },
): Buffer {
  const { seconds, created, width = 0, height = 0, turned = false } = film
  const head = box(
    'mvhd',
    u32(0),
    u32(created === 0 ? 0 : created / 1000 + SINCE_1904),
    u32(0),
    u32(600),
    u32(seconds * 600),
    Buffer.alloc(80),
  )
  const one = u32(0x10000)
  const matrix = turned
    ? [u32(0), one, u32(0), u32(0xffff0000), u32(0), u32(0), u32(0), u32(0), u32(0x40000000)]
    : [one, u32(0), u32(0), u32(0), one, u32(0), u32(0), u32(0), u32(0x40000000)]
  const track = box('trak', box('tkhd', Buffer.alloc(40), ...matrix, u32(width << 16), u32(height << 16)))
  const sound = box('trak', box('tkhd', Buffer.alloc(84)))
  const media = longBox('mdat', Buffer.alloc(300, 7))
  return Buffer.concat([box('ftyp', latin(brand), u32(0), latin('isom')), media, box('moov', head, track, sound)])
}

const chunk = (id: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([latin(id), le32(body.length), body, Buffer.alloc(body.length % 2)])
}

export function aviFile(film: { frames: number; perFrame: number; all?: number; idit?: string }): Buffer {
  const header = chunk(
    'avih',
    le32(film.perFrame),
    Buffer.alloc(12),
    le32(film.frames),
    Buffer.alloc(12),
    le32(640),
    le32(480),
    Buffer.alloc(16),
  )
  const more =
    film.all === undefined ? [] : [chunk('LIST', latin('odml'), chunk('dmlh', le32(film.all), Buffer.alloc(8)))]
  const when = film.idit === undefined ? [] : [chunk('IDIT', latin(`${film.idit}\n\0`))]
  return chunk(
    'RIFF',
    latin('AVI '),
    chunk('LIST', latin('hdrl'), header, ...more),
    ...when,
    chunk('LIST', latin('movi'), Buffer.alloc(64)),
  )
}

export const wavFile = (seconds: number): Buffer =>
  chunk(
    'RIFF',
    latin('WAVE'),
    chunk('fmt ', Buffer.from([1, 0, 1, 0]), le32(8000), le32(8000), Buffer.from([1, 0, 8, 0])),
    chunk('data', Buffer.alloc(8000 * seconds)),
  )

const element = (id: number[], ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from(id), Buffer.from([0x10 | (body.length >> 24)]), u32(body.length).subarray(1), body])
}

/** `created`: ms, UTC. */
export function mkvFile(film: { seconds: number; created: number; live?: boolean }): Buffer {
  const duration = Buffer.alloc(8)
  duration.writeDoubleBE(film.seconds * 1000)
  const date = Buffer.alloc(8)
  date.writeBigInt64BE(BigInt(film.created - Date.UTC(2001, 0, 1)) * 1_000_000n)
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    element([0x2a, 0xd7, 0xb1], u32(1_000_000)),
    element([0x44, 0x89], duration),
    element([0x44, 0x61], date),
  )
  const video = element([0xe0], element([0xb0], Buffer.from([5, 0])), element([0xba], Buffer.from([2, 208])))
  const tracks = element([0x16, 0x54, 0xae, 0x6b], element([0xae], video))
  const body = Buffer.concat([info, tracks, element([0x1f, 0x43, 0xb6, 0x75], Buffer.alloc(100))])
  const segment = film.live
    ? Buffer.concat([Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), body])
    : element([0x18, 0x53, 0x80, 0x67], body)
  return Buffer.concat([element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], latin('matroska'))), segment])
}

export function asfFile(film: { seconds: number; created: number }): Buffer {
  const guid = (hex: string) => Buffer.from(hex, 'hex')
  const preroll = 3000n
  const properties = Buffer.concat([
    guid('a1dcab8c47a9cf118ee400c00c205365'),
    le64(104n),
    Buffer.alloc(16 + 8),
    le64(BigInt(film.created - Date.UTC(1601, 0, 1)) * 10_000n),
    le64(0n),
    le64(BigInt(film.seconds * 1e7) + preroll * 10_000n),
    le64(0n),
    le64(preroll),
    Buffer.alloc(16),
  ])
  const other = Buffer.concat([guid('00'.repeat(16)), le64(40n), Buffer.alloc(16)])
  const head = [guid('3026b2758e66cf11a6d900aa0062ce6c'), le64(30n + 144n), le32(2), Buffer.from([1, 2])]
  return Buffer.concat([...head, other, properties])
}

/** Packets with a clock each second; `stamped`: with four bytes of time before each, as camera cards have them. */
export function tsFile(seconds: number, stamped = false): Buffer {
  const packet = (second: number) => {
    const bytes = Buffer.alloc(188, 0xff)
    bytes.set([0x47, 0x01, 0x00, 0x30, 7, 0x10])
    const ticks = (2 ** 33 - 90_000 + second * 90_000) % 2 ** 33 // the counter runs over on the way
    bytes.writeUInt32BE(Math.floor(ticks / 2), 6)
    bytes[10] = ticks % 2 ? 0x80 : 0
    return stamped ? Buffer.concat([Buffer.alloc(4), bytes]) : bytes
  }
  return Buffer.concat(Array.from({ length: seconds + 1 }, (_, second) => packet(second)))
}

/** 128 kbit/s, 44,100 Hz: frames of 417 bytes. `count`: as many frames as its first one says. */
export function mp3File(frames: number, { tag = false, count }: { tag?: boolean; count?: number } = {}): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  const first = Buffer.from(frame)
  if (count !== undefined) first.set(Buffer.concat([latin('Xing'), u32(1), u32(count)]), 36)
  const head = tag
    ? Buffer.concat([latin('ID3'), Buffer.from([3, 0, 0, 0, 0, 1, 0]), Buffer.alloc(128)])
    : Buffer.alloc(0)
  return Buffer.concat([head, first, ...Array.from({ length: frames - 1 }, () => frame)])
}

export const gifFile = (): Buffer => Buffer.concat([latin('GIF89a'), Buffer.from([40, 1, 30, 0]), Buffer.alloc(20)])

/** Baseline TIFF header with width and height, in either byte order. */
export function tiffFile(little: boolean): Buffer {
  const u = (n: number, bytes: number) => {
    const b = Buffer.alloc(bytes)
    little ? b.writeUIntLE(n, 0, bytes) : b.writeUIntBE(n, 0, bytes)
    return b
  }
  const short = (tag: number, value: number) => Buffer.concat([u(tag, 2), u(3, 2), u(1, 4), u(value, 2), u(0, 2)])
  return Buffer.concat([
    latin(little ? 'II' : 'MM'),
    u(42, 2),
    u(8, 4),
    u(2, 2),
    short(256, 1200),
    short(257, 900),
    u(0, 4),
  ])
}

export function heicFile(exif?: Buffer): Buffer {
  const ispe = (width: number, height: number) => box('ispe', u32(0), u32(width), u32(height))
  const meta = box(
    'meta',
    u32(0),
    box('hdlr', Buffer.alloc(24)),
    box('iprp', box('ipco', ispe(512, 512), ispe(4032, 3024))),
  )
  return Buffer.concat([box('ftyp', latin('heic'), u32(0), latin('mif1')), meta, box('mdat', exif ?? Buffer.alloc(10))])
}

/** A zip of stored, empty members: only its directory is looked at. */
export function zipFile(names: string[], comment = ''): Buffer {
  let at = 0
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  for (const name of names) {
    const bytes = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(bytes.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(bytes.length, 28)
    central.writeUInt32LE(at, 42)
    locals.push(local, bytes)
    directory.push(central, bytes)
    at += 30 + bytes.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...locals, central, end, latin(comment)])
}

/** An OLE file whose directory has these names (MS-CFB): header, one table sector, the directory. */
export function oleFile(names: string[]): Buffer {
  const perSector = 4
  const sectors = Math.ceil(names.length / perSector)
  const head = Buffer.alloc(512)
  head.set(Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  head.writeUInt16LE(9, 30)
  head.writeUInt32LE(1, 48) // the directory begins in sector 1
  head.writeUInt32LE(0, 76) // the table is sector 0
  const table = Buffer.alloc(512, 0xff)
  for (let i = 0; i < sectors; i++) table.writeUInt32LE(i === sectors - 1 ? 0xfffffffe : i + 2, (i + 1) * 4)
  const directory = Buffer.alloc(sectors * 512)
  for (const [i, name] of names.entries()) {
    const bytes = Buffer.from(`${name}\0`, 'utf16le')
    directory.set(bytes, i * 128)
    directory.writeUInt16LE(bytes.length, i * 128 + 64)
  }
  return Buffer.concat([head, table, directory])
}

export const exe = (): Buffer => Buffer.concat([latin('MZ\x90\0\x03\0\0\0'), Buffer.alloc(100), latin('PE\0\0')])
export const shellLink = (): Buffer => Buffer.from('4c0000000114020000000000c000000000000046', 'hex')
