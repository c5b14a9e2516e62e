/** What of a 脱敏 package's files may go out as it is, what as a covered copy, and what not at all (第十七条: 不泄密; requirements A41). */
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { coverPicture, openLook } from '../../package/maskThread.ts'
import type { StoredEntry } from './packageFiles.ts'
import { onRecord, type PackageState } from './packageState.ts'

export type Shown = StoredEntry & { shown: NonNullable<StoredEntry['shown']> }

/** `as it is`, painted over (both JPEG, without EXIF), or why it is left out. */
export type Fate =
  | { kind: 'same' }
  | { kind: 'covered'; jpeg: Uint8Array; thumbnail: Uint8Array }
  | { kind: 'withheld'; reason: string }

/**
 * Decides for every file that is shown. Nothing is trusted to be clean: each is read to its last byte, and one that holds a number, or that
 * cannot be looked into, stays at home. @throws AppError CANCELLED, FILE_UNREADABLE
 */
export async function judgeFiles(
  ctx: Pick<Context, 'db' | 'files' | 'vault' | 'signal' | 'progress'>,
  state: PackageState,
  entries: readonly Shown[],
  work: string,
): Promise<Map<Shown, Fate>> {
  const fates = new Map<Shown, Fate>()
  const maybe = new Map<Shown, Set<string>>()
  const total = entries.reduce((sum, { sha256 }) => sum + (state.sizes.get(sha256) ?? 0), 0)
  let done = 0
  const look = await openLook({
    phones: state.phones,
    work,
    signal: ctx.signal,
    progress: bytes => {
      done += bytes
      ctx.progress(Math.min(done, total), total, '检查个人信息')
    },
  })
  for (const entry of entries) {
    const { personal, boxes } = entry.shown
    const path = ctx.files.path(entry.sha256)
    if (boxes.length > 0) fates.set(entry, await paint(path, entry))
    else if (personal) fates.set(entry, { kind: 'withheld', reason: '密级为「含个人信息」' })
    else {
      const found = await look(path)
      if (!found) throw new AppError('FILE_UNREADABLE', { name: entry.name, detail: '文件缺失，或读不出来' })
      if (found.sure > 0) fates.set(entry, { kind: 'withheld', reason: HOLDS })
      else if (found.unreadable !== undefined) fates.set(entry, { kind: 'withheld', reason: found.unreadable })
      else {
        fates.set(entry, { kind: 'same' })
        if (found.maybe.size > 0) maybe.set(entry, found.maybe)
      }
    }
  }
  const asked = new Set([...maybe.values()].flatMap(numbers => [...numbers]))
  const known = await ctx.db.read(manager => onRecord(manager, ctx.vault, asked))
  for (const [entry, numbers] of maybe) {
    if ([...numbers].some(number => known.has(number))) fates.set(entry, { kind: 'withheld', reason: HOLDS })
  }
  return fates
}

const HOLDS = '内有身份证号码或电话号码'

async function paint(path: string, { shown }: Shown): Promise<Fate> {
  const { jpeg, thumbnail } = await coverPicture(path, shown.boxes)
  return jpeg && thumbnail
    ? { kind: 'covered', jpeg, thumbnail }
    : { kind: 'withheld', reason: '图片无法解码，不能遮盖' }
}
