import { formFonts } from './fonts.ts'
import { describeChar, typesetter } from './text.ts'

/** What all our fonts have: no font is opened for it. */
const ORDINARY = /^[\x20-\x7e\u4e00-\u9fa5\u3000-\u3002\u3008-\u3011\uff01-\uff5e·—…“”‘’①-⑩]*$/

let type: ReturnType<typeof typesetter<'song'>> | undefined

/** Characters of a name or title that our papers cannot print, as 「✅（U+2705）」; they show 〓 in their place. */
export function unprintable(text: string, resourcesDir: string): string[] {
  if (ORDINARY.test(text)) return []
  type ??= typesetter({ song: formFonts(resourcesDir).song })
  return type.missing(text.replace(/\p{Variation_Selector}/gu, ''), 'song').map(describeChar)
}
