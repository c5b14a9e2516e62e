import { existsSync } from 'node:fs'

/** Debian's Chromium, or what NEIDU_CHROMIUM names. Null when there is none. */
export function chromiumPath(): string | null {
  return [process.env.NEIDU_CHROMIUM ?? '', '/usr/bin/chromium'].find(path => path !== '' && existsSync(path)) ?? null
}
