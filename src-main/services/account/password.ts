import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 32 MB and some 60 ms for each guess; the cost stands in the text, so that it can grow. */
const COST = 15
const MOST = 20

/**
 * What is stored of a password: scrypt$cost$salt$hash. Never on the thread that everybody waits for.
 * The same password however it was typed: full-width digits are digits.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${COST}$${salt.toString('base64')}$${(await derive(password, salt, COST)).toString('base64')}`
}

/** False for another password, and for '' (locked). An unknown account takes as long. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [kind, cost, salt, hash] = stored.split('$')
  const known = kind === 'scrypt' && salt !== undefined && hash !== undefined
  const wanted = known ? Buffer.from(hash, 'base64') : randomBytes(32)
  const power = known ? Math.min(MOST, Number(cost)) : COST
  const found = await derive(password, known ? Buffer.from(salt, 'base64') : randomBytes(16), power)
  return known && wanted.length === found.length && timingSafeEqual(wanted, found)
}

const derive = (password: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** cost * 1024 + 32 * 1024 ** 2 }
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
