const RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] // kbit/s, MPEG-1 layer III
const RATES2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] // MPEG-2 and 2.5
const SAMPLES = [44_100, 48_000, 32_000]

/** A frame's length in bytes, its bits per second, samples and samples per second; undefined where none begins. */
export function mp3Frame(
  bytes: Buffer,
  at: number,
): { length: number; bits: number; samples: number; perSecond: number } | undefined {
  if (at + 4 > bytes.length) return undefined
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
  const version = (b >> 3) & 3 // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || version === 1 || ((b >> 1) & 3) !== 1) return undefined
  const bits = ((version === 3 ? RATES : RATES2)[c >> 4] ?? 0) * 1000
  const perSecond = (SAMPLES[(c >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  if (bits === 0 || perSecond === 0) return undefined
  const samples = version === 3 ? 1152 : 576
  return { length: Math.floor((samples / 8) * (bits / perSecond)) + ((c >> 1) & 1), bits, samples, perSecond }
}
