import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { supervisorRoutes } from '../../src-shared/contract/supervisor.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { labelOf } from '../db/queries/storedFiles.ts'
import { reason } from '../files/reason.ts'
import type { PhotoPerson } from '../photo/match.ts'
import { cropPhoto, matchPhotos } from '../photo/photo.ts'
import { askAtDoor, noteOpening } from '../services/archive/door.ts'
import { registerFile } from '../services/attachment.ts'
import { openAttachment } from '../services/attachmentOpen.ts'
import { loadDossier } from '../services/roster/dossier.ts'
import { countSelection, listRoster } from '../services/roster/roster.ts'
import {
  removeSupervisors,
  restoreSupervisors,
  revealId,
  saveSupervisor,
  setPhoto,
} from '../services/roster/supervisor.ts'
import type { Handlers } from './handler.ts'
import { watch } from './watch.ts'

export const supervisorHandlers: Handlers<keyof typeof supervisorRoutes> = {
  'supervisor.list': (ctx, input) => ctx.db.read(manager => listRoster(manager, input, ctx.stamp().today)),

  async 'supervisor.count'(ctx, { selection }) {
    return { count: await ctx.db.read(manager => countSelection(manager, selection, ctx.stamp().today)) }
  },

  'supervisor.get': (ctx, { id }) => ctx.db.read(manager => loadDossier(manager, id, ctx.vault, ctx.stamp())),

  async 'supervisor.save'(ctx, input) {
    const dossier = await ctx.db.write(async manager => {
      const id = await saveSupervisor(manager, input, ctx.vault, ctx.stamp())
      return loadDossier(manager, id, ctx.vault, ctx.stamp())
    })
    ctx.changed('supervisor', 'audit')
    return dossier
  },

  async 'supervisor.remove'(ctx, { selection, reason: why }) {
    const result = await ctx.db.write(manager =>
      removeSupervisors(manager, selection, why, ctx.stamp(), watch(ctx, '移入回收站')),
    )
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'supervisor.restore'(ctx, { selection }) {
    const restored = await ctx.db.write(manager =>
      restoreSupervisors(manager, selection, ctx.stamp(), watch(ctx, '移出回收站')),
    )
    ctx.changed('supervisor', 'audit')
    return { restored }
  },

  async 'supervisor.revealId'(ctx, { id, reason: why }) {
    const idNumber = await ctx.db.write(manager => revealId(manager, id, why, ctx.vault, ctx.stamp()))
    ctx.changed('audit')
    return { idNumber }
  },

  async 'supervisor.setPhoto'(ctx, { id, image, crop }) {
    const result = await storePhoto(ctx, id, image, crop)
    ctx.changed('supervisor', 'card', 'audit')
    return { photo: result.sha256, warnings: result.warnings }
  },

  async 'supervisor.removePhoto'(ctx, { id }) {
    await ctx.db.write(manager => setPhoto(manager, id, null, ctx.stamp()))
    ctx.changed('supervisor', 'card', 'audit')
    return {}
  },

  async 'supervisor.importPhotos'(ctx) {
    const folder = await ctx.seams.dialogs.openFolder({ title: '选择照片文件夹' })
    if (folder === null) return null
    const files = (
      await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
        throw new AppError('FILE_UNREADABLE', { name: folder, detail: reason(error) })
      })
    )
      .filter(entry => entry.isFile() && /\.(jpe?g|png|bmp)$/i.test(entry.name))
      .map(entry => entry.name)
    const people = (await ctx.db.read(manager =>
      manager.query(
        'SELECT id AS "key", name, phone, photo_name AS "photoName", pinyin, id_digest AS "idDigest" FROM supervisor WHERE deleted_at IS NULL',
      ),
    )) as Required<PhotoPerson>[]
    const names = new Map(people.map(person => [person.key, person.name]))
    const { matched, ambiguous, unmatched } = matchPhotos(files, people, number => ctx.vault.digest(number))
    const stored: { id: number; name: string; file: string; warnings: string[] }[] = []
    const failed = [
      ...ambiguous.map(({ file, names }) => ({
        file,
        reason: `不能确定是谁的照片：${names.join('、')}。请改用「姓名_手机后四位」命名。`,
      })),
      ...unmatched.map(file => ({
        file,
        reason: '名册里没有对应的人。请用姓名命名，或在名册的「照片文件名」一列填写。',
      })),
    ]
    for (const [i, { key, file }] of matched.entries()) {
      if (ctx.signal.aborted) break // what is stored stays stored: each photo is a step of its own
      const name = names.get(key) ?? ''
      try {
        const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
          throw new AppError('FILE_UNREADABLE', { name: file, detail: reason(error) })
        })
        const { warnings } = await storePhoto(ctx, key, { name: file, bytes })
        stored.push({ id: key, name, file, warnings })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        failed.push({ file, reason: error.message })
      }
      ctx.progress(i + 1, matched.length, '导入照片')
    }
    ctx.changed('supervisor', 'card', 'audit')
    return { folder, files: files.length, stored, failed }
  },

  async 'attachment.open'(ctx, file) {
    await atDoor(ctx, file.sha256, '打开')
    await openAttachment(ctx, file)
    return {}
  },

  async 'attachment.read'(ctx, { sha256 }) {
    await atDoor(ctx, sha256, '读取')
    return { bytes: await ctx.files.read(sha256) }
  },
}

/** Only what a record names is handed out. @throws AppError NOT_FOUND, ACCESS_NEEDED */
const atDoor = (ctx: Context, sha256: string, what: string): Promise<void> =>
  ctx.db.write(async manager => {
    const label = await labelOf(manager, sha256)
    if (label === null) throw new AppError('NOT_FOUND', { what: '引用这个附件的记录' })
    const sealed = await askAtDoor(manager, { sha256 }, { as: 'look' }, ctx.stamp())
    if (!sealed) return
    await noteOpening(manager, sealed, what, label, ctx.stamp())
    ctx.changed('audit')
  })

interface Crop {
  x: number
  y: number
  width: number
  height: number
}

async function storePhoto(ctx: Context, id: number, image: { name: string; bytes: Uint8Array }, crop?: Crop) {
  const { jpeg, warnings } = await cropPhoto(image.bytes, image.name, crop)
  const sha256 = await ctx.files.put(jpeg)
  await ctx.db.write(async manager => {
    await registerFile(manager, { sha256, bytes: jpeg.byteLength }, ctx.stamp())
    await setPhoto(manager, id, { sha256, warnings }, ctx.stamp())
  })
  return { sha256, warnings }
}
