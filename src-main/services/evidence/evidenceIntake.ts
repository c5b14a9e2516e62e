/** Files into the archive: copied, looked at, and entered in small portions, so that whatever stops it leaves what came before whole. */
import { mkdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { EvidenceOwner, Taken } from '../../../src-shared/contract/evidence.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { PIECE, plainHasher, threadHasher } from '../../files/hasher.ts'
import { type Copy, copyIn, dropCopy, keepCopies, NotTaken } from '../../files/intakeCopy.ts'
import { type Root, type Source, walk } from '../../files/intakeWalk.ts'
import { unprintable } from '../../print/unprintable.ts'
import { addEvidence, cleanFacts, type GivenFacts } from './evidenceAdd.ts'
import { requireOwner, requireUnfrozen } from './evidenceOwner.ts'

type IntakeContext = Pick<Context, 'db' | 'files' | 'dataDir' | 'resourcesDir' | 'stamp' | 'signal' | 'progress'>

/** A portion: so many files or bytes are made safe on the disk and entered together. */
const PORTION = { files: 128, bytes: 64 << 20 }
/** A call of somebody else's takes some ten turns of the event loop; it gets one after each slice. */
const SLICE_MS = 4
const REPORT_MS = 50

/**
 * Takes files and folders in. Every byte is read once; content that the store has already is not kept twice. A file that cannot be taken is
 * named and the others go on; a full disk, a pulled-out card and 取消 end it, and `stopped` says so: what is listed is in, whole.
 * Unfinished copies lie in work/, which each start empties.
 * @throws AppError NOT_FOUND, INPUT_INVALID, BATCH_SEALED, BATCH_HELD, FILE_NOT_WRITTEN (no room) before anything is copied
 */
export async function takeIn(
  ctx: IntakeContext,
  { owner, facts: given, paths }: { owner: EvidenceOwner; facts: GivenFacts; paths: readonly string[] },
): Promise<Taken> {
  const facts = cleanFacts(given, ctx.stamp().today)
  await ctx.db.read(async manager => {
    await requireOwner(manager, owner)
    await requireUnfrozen(manager, owner)
  })
  ctx.progress(0, 0, '正在查看文件')
  const { sources, refused, skipped } = await walk(paths, ctx.dataDir, ctx.signal)
  const folder = join(ctx.dataDir, 'work', 'intake')
  await mkdir(folder, { recursive: true })
  await requireRoom(folder, sources)
  const result: Taken = { taken: [], refused, bytes: 0, skipped, stopped: null, rest: 0 }
  const outside = refused.length // of what is no file to be read at all

  const pace = pacer(ctx, sources)
  const large = threadHasher()
  const how = { folder, small: plainHasher(), large, head: Buffer.allocUnsafe(PIECE), pause: pace.pause }
  let portion: Copy[] = []
  let entering: Promise<void> = Promise.resolve()

  /** Makes the portion safe and enters it while the next one is copied; one at a time. */
  async function enter(): Promise<void> {
    await entering
    const copies = portion
    portion = []
    if (copies.length === 0) return
    entering = keep(ctx, copies, { owner, facts }, result)
    entering.catch(() => {}) // it is looked at by the next `await entering`
  }

  async function copyAll(): Promise<void> {
    await pace.begin()
    for (const source of sources) {
      await pace.begin()
      try {
        const copy = await copyIn(source, how)
        const chars = unprintable(facts.title ?? source.name, ctx.resourcesDir)
        if (chars.length > 0)
          copy.warnings.push(`名称中的 ${chars.join('、')} 打印不出来，纸面上以 〓 代替，可以改题名`)
        portion.push(copy)
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error
        if (await isGone(source.root)) throw new Stopped('存储卡或文件夹已经断开')
        refused.push({ fileName: source.name, reason: error.message })
      }
      pace.end(source)
      if (portion.length >= PORTION.files || bytesOf(portion) >= PORTION.bytes) await enter()
    }
  }

  try {
    await copyAll().catch(async error => {
      if (!(error instanceof Stopped)) throw error
      result.stopped = error.message
    })
    await enter() // what is whole goes in, also when the rest does not
    await entering
  } catch (error) {
    result.stopped = whyStopped(error)
  } finally {
    // Before an intake ends, however it does, nothing of it is under way or left open.
    await entering.catch(() => {})
    for (const copy of portion) dropCopy(copy)
    await large.close()
  }
  const known = result.taken.length + result.refused.length - outside
  return { ...result, rest: sources.length - known }
}

const SPARE = 256 << 20 // bytes that the program goes on working in

/** One copy is made, in the data folder itself. A card of 60 GB is refused before its first byte, not after its last. */
async function requireRoom(folder: string, sources: readonly Source[]): Promise<void> {
  const needed = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  const { bavail, bsize } = await statfs(folder)
  if (needed === 0 || bavail * bsize >= needed + SPARE) return
  const mb = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2).toLocaleString('zh-CN')} MB`
  const detail = `所选文件共 ${mb(needed)}，数据所在磁盘剩余 ${mb(bavail * bsize)}，没有存入任何文件；请清理磁盘，或分几次存入`
  throw new AppError('FILE_NOT_WRITTEN', { name: `${sources.length} 个文件`, detail })
}

/** 取消, a pulled-out card: no harm to what is copied already. */
class Stopped extends Error {}

/** A full disk, a batch that was sealed meanwhile. Anything else is a bug. */
function whyStopped(error: unknown): string {
  if (error instanceof AppError) return error.message
  throw error
}

async function keep(
  ctx: IntakeContext,
  copies: readonly Copy[],
  into: { owner: EvidenceOwner; facts: GivenFacts },
  result: Taken,
): Promise<void> {
  try {
    await keepCopies(copies, ctx.files)
    const added = await ctx.db.write(manager => addEvidence(manager, copies, into, ctx.stamp()))
    result.taken.push(...added.taken)
    result.refused.push(...added.refused)
    result.bytes += added.bytes
  } finally {
    for (const copy of copies) dropCopy(copy)
  }
}

const bytesOf = (copies: readonly Copy[]): number => copies.reduce((sum, copy) => sum + copy.bytes, 0)

/** An unplugged card leaves no folder, or the empty one on our own disk that it was mounted on. */
const isGone = ({ path, device }: Root): Promise<boolean> =>
  stat(path).then(
    ({ dev }) => dev !== device,
    () => true,
  )

/** Between small pieces of work: lets other calls in, hears of 取消, says how many bytes are done. */
function pacer(ctx: IntakeContext, sources: readonly Source[]) {
  const total = sources.reduce((sum, source) => sum + source.bytes, 0)
  let began = performance.now()
  let reported = began
  let done = 0 // bytes of files that are through
  let inside = 0 // bytes of the present one
  let files = 0
  const rest = async () => {
    if (ctx.signal.aborted) throw new Stopped('已取消')
    if (performance.now() - began < SLICE_MS) return
    if (performance.now() - reported > REPORT_MS) {
      ctx.progress(Math.min(done + inside, total), total, `正在存入第 ${files + 1}/${sources.length} 个文件`)
      reported = performance.now()
    }
    await breathe()
    began = performance.now()
  }
  return {
    begin: rest,
    async pause(bytes: number) {
      inside += bytes
      await rest()
    },
    end(source: Source) {
      done += source.bytes
      inside = 0
      files += 1
    },
  }
}
