import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { Secrets } from '../../src-main/backend.ts'

/** A PC whose key store binds to it: what another PC wrapped does not open. */
export function pc(name: string): Secrets {
  const key = createHash('sha256').update(name).digest()
  const iv = Buffer.alloc(12, 7)
  return {
    available: async () => true,
    async protect(plain) {
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([cipher.getAuthTag(), body])
    },
    async unprotect(wrapped) {
      const cipher = createDecipheriv('aes-256-gcm', key, iv)
      cipher.setAuthTag(Buffer.from(wrapped).subarray(0, 16))
      return Buffer.concat([cipher.update(Buffer.from(wrapped).subarray(16)), cipher.final()])
    },
  }
}
