/** What of a 脱敏 package's files may go out as it is, what as a covered copy, and what not at all (第十七条: 不泄密; requirements A41). */
import { readFile, stat } from 'node:fs/promises'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { coverPicture, openLook } from '../../package/maskThread.ts'
import { pictureTellsPlace } from '../../package/place.ts'
import type { Findings } from '../../package/search.ts'
import { bareJpeg } from '../../photo/bare.ts'
import type { StoredEntry } from './packageFiles.ts'
import { onRecord, type PackageState } from './packageState.ts'

export type Shown = StoredEntry & { shown: NonNullable<StoredEntry['shown']> }

/**
 * As it is, a JPEG made from it (painted over, or without the place where it was taken), or why it is left out. `unseen`: a program cannot see
 * all of it; `place`: it says where it was taken.
 */
export type Fate =
  | { kind: 'same'; unseen: boolean; place: boolean }
  | { kind: 'covered'; jpeg: Uint8Array; thumbnail?: Uint8Array }
  | { kind: 'withheld'; reason: string; unreadable?: boolean }

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
      fates.set(entry, await fateOf(path, found))
      if (found.maybe.size > 0) maybe.set(entry, found.maybe)
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

async function fateOf(path: string, found: Findings): Promise<Fate> {
  if (found.sure > 0 || found.likely.size > 0) return { kind: 'withheld', reason: HOLDS }
  if (found.unreadable !== undefined) return { kind: 'withheld', reason: found.unreadable, unreadable: true }
  const jpeg = found.place ? await withoutPlace(path) : undefined
  return jpeg ? { kind: 'covered', jpeg } : { kind: 'same', unseen: found.pictures, place: found.place }
}

const MAX_PICTURE = 256 << 20 // bytes

/** The same pixels without what the camera wrote beside them; undefined where that cannot be taken out. */
async function withoutPlace(path: string): Promise<Buffer | undefined> {
  if ((await stat(path)).size > MAX_PICTURE) return undefined
  const bare = bareJpeg(await readFile(path))
  return bare && !pictureTellsPlace(bare) ? bare : undefined
}

async function paint(path: string, { shown }: Shown): Promise<Fate> {
  const { jpeg, thumbnail } = await coverPicture(path, shown.boxes)
  return jpeg && thumbnail
    ? { kind: 'covered', jpeg, thumbnail }
    : { kind: 'withheld', reason: '图片无法解码，不能遮盖' }
}
