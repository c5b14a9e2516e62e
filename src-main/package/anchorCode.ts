/**
 * 90 bits as a code that people copy from paper: 18 characters and 2 check characters in five groups of four. Pure, because the viewer
 * inside a package computes it too. Characters are Crockford's base 32 (no I, L, O, U); the check characters are a Reed–Solomon code
 * over GF(32): any one or two wrong characters, and any two exchanged ones, are found.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA = 18
const BITS = 5 * DATA
const PRIMITIVE = 0b100101 // x⁵ + x² + 1

const POWERS = powers()
// (x − 1)(x − α) = x² + (1 + α)x + α: two consecutive roots make the distance 3.
const GENERATOR = [1 ^ 2, 2] as const

/** What is hashed for the code. Both are in the package: the digest of manifest-sha256.txt and `Log-Head` in bag-info.txt. */
export const anchorText = (digest: string, logHead: string): string => `neidu-anchor-1\n${digest}\n${logHead}\n`

/** `ABCD-EFGH-…` of the first 90 bits of a hexadecimal digest. */
export function encodeAnchor(hex: string): string {
  const bits = BigInt(`0x${hex.slice(0, 24)}`) >> BigInt(96 - BITS)
  const data = Array.from({ length: DATA }, (_, i) => Number((bits >> BigInt(5 * (DATA - 1 - i))) & 31n))
  const code = [...data, ...checks(data)].map(value => ALPHABET[value]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * What was typed, as encodeAnchor writes it: case, spaces, hyphens, full-width letters and I, L, O do not matter.
 * `problem` says in Chinese why it is no code at all.
 */
export function parseAnchor(
  typed: string,
): { code: string; problem?: undefined } | { code?: undefined; problem: string } {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−_.]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
  if (text.length !== DATA + 2)
    return { problem: `锚定码应为 ${DATA + 2} 位，现为 ${text.length} 位。请对照交付清单重新输入。` }
  const values = [...text].map(char => ALPHABET.indexOf(char))
  const strange = [...text].find(char => !ALPHABET.includes(char))
  if (strange !== undefined) return { problem: `锚定码中没有「${strange}」这个字符。请对照交付清单重新输入。` }
  const [first, second] = checks(values.slice(0, DATA))
  if (values[DATA] !== first || values[DATA + 1] !== second) {
    return { problem: '锚定码的校验位不符，有字符输错。请对照交付清单重新输入。' }
  }
  return { code: text.replace(/(.{4})(?=.)/g, '$1-') }
}

/** The remainder of data · x² by the generator. */
function checks(data: readonly number[]): [number, number] {
  let [high, low] = [0, 0]
  for (const value of data) {
    const factor = value ^ high
    high = low ^ multiply(factor, GENERATOR[0])
    low = multiply(factor, GENERATOR[1])
  }
  return [high, low]
}

function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  return POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 31] ?? 0
}

function powers(): number[] {
  const found = [1]
  for (let value = 2; found.length < 31; value = value & 16 ? (value << 1) ^ PRIMITIVE : value << 1) found.push(value)
  return found
}
