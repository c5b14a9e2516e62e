/** 纸面锚定: a short code on a slip signed in ink ties a package, and the log it came from, to paper. */
import { createHash } from 'node:crypto'
import { anchorText, encodeAnchor, parseAnchor } from './anchorCode.ts'

/** The code of a package: `digest` is the SHA-256 of manifest-sha256.txt, `logHead` the audit log's head when it was made. */
export const anchorOf = (digest: string, logHead: string): string =>
  encodeAnchor(createHash('sha256').update(anchorText(digest, logHead)).digest('hex'))

/** Compares a typed code with a package's own; the message is what the user reads. */
export function checkAnchor(typed: string, own: string): { match: boolean; message: string } {
  const { code, problem } = parseAnchor(typed)
  if (problem !== undefined) return { match: false, message: problem }
  return code === own
    ? { match: true, message: '锚定码一致：包内容与签字时相同。' }
    : { match: false, message: '锚定码不一致：这不是签字时的那个包，或内容已被改动。' }
}
