/** 纸面锚定: a short code on a slip signed in ink ties a package, and the log it came from, to paper. */
import { createHash } from 'node:crypto'
import { anchorText, encodeAnchor } from './anchorCode.ts'

/** The code of a package: `digest` is the SHA-256 of manifest-sha256.txt, `logHead` the audit log's head when it was made. */
export const anchorOf = (digest: string, logHead: string): string =>
  encodeAnchor(createHash('sha256').update(anchorText(digest, logHead)).digest('hex'))
