import { basename } from 'node:path'
import type { venueRoutes } from '../../src-shared/contract/venue.ts'
import { listVenues } from '../db/queries/venues.ts'
import { requirePaper } from '../files/paper.ts'
import { inspectPhoto } from '../photo/photo.ts'
import { takenOn as cameraDate } from '../photo/taken.ts'
import { keep } from '../services/attachment.ts'
import { importOccupations, listOccupations, removeOccupations } from '../services/venue/occupation.ts'
import { removeVenue, restoreVenue, saveVenue, setFiling } from '../services/venue/venue.ts'
import { baselineRows, findBaseline, takeBaseline, toBaseline } from '../services/venue/venueBaseline.ts'
import { diffVenue, explain, pageOf } from '../services/venue/venueDiff.ts'
import { loadVenue } from '../services/venue/venueDossier.ts'
import { venueFacts } from '../services/venue/venueFacts.ts'
import { addFile, datePhoto, removeFile, requireAddable } from '../services/venue/venueFile.ts'
import { loadLimits, loadReadiness, saveLimits } from '../services/venue/venueReadiness.ts'
import { requireVenue } from '../services/venue/venueRecord.ts'
import { OCCUPATION_TEMPLATE } from '../sheet/occupation.ts'
import { readSheet, TABLE_FILES } from '../sheet/read.ts'
import { writeTemplate } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'

const XLSX = [{ name: 'Excel 工作簿', extensions: ['xlsx'] }]

export const venueHandlers: Handlers<keyof typeof venueRoutes> = {
  'venue.list': (ctx, input) => ctx.db.read(manager => listVenues(manager, input, ctx.stamp().today)),
  'venue.get': (ctx, { id }) => ctx.db.read(manager => loadVenue(manager, id, ctx.stamp())),

  async 'venue.save'(ctx, input) {
    const venue = await ctx.db.write(async manager =>
      loadVenue(manager, await saveVenue(manager, input, ctx.stamp()), ctx.stamp()),
    )
    ctx.changed('venue', 'audit')
    return venue
  },

  async 'venue.remove'(ctx, { id, reason }) {
    await ctx.db.write(manager => removeVenue(manager, id, reason, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return {}
  },

  async 'venue.restore'(ctx, { id }) {
    const venue = await ctx.db.write(async manager => {
      await restoreVenue(manager, id, ctx.stamp())
      return loadVenue(manager, id, ctx.stamp())
    })
    ctx.changed('venue', 'audit')
    return venue
  },

  async 'venue.setFiling'(ctx, { attachment, ...input }) {
    const file = await keep(ctx.files, attachment)
    const venue = await ctx.db.write(async manager => {
      await setFiling(manager, input, file, ctx.stamp())
      return loadVenue(manager, input.id, ctx.stamp())
    })
    ctx.changed('venue', 'audit')
    return venue
  },

  async 'venue.addFile'(ctx, { id, kind, file, takenOn, note }) {
    if (kind === 'photo') inspectPhoto(file.bytes, file.name)
    else requirePaper(file)
    await ctx.db.read(manager => requireAddable(manager, { venueId: id, kind, typedOn: takenOn }, ctx.stamp()))
    const exifOn = kind === 'photo' ? cameraDate(file.bytes) : null
    const stored = { sha256: await ctx.files.put(file.bytes), bytes: file.bytes.byteLength, name: file.name }
    const added = await ctx.db.write(manager =>
      addFile(manager, { venueId: id, kind, file: stored, exifOn, typedOn: takenOn, note }, ctx.stamp()),
    )
    ctx.changed('venue', 'audit')
    return added
  },

  async 'venue.datePhoto'(ctx, { fileId, takenOn }) {
    const file = await ctx.db.write(manager => datePhoto(manager, fileId, takenOn, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return file
  },

  async 'venue.removeFile'(ctx, { fileId, reason }) {
    await ctx.db.write(manager => removeFile(manager, fileId, reason, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return {}
  },

  async 'venue.takeBaseline'(ctx, { attachment, ...input }) {
    const file = await keep(ctx.files, attachment)
    const baseline = await ctx.db.write(async manager => {
      const id = await takeBaseline(manager, input, file, ctx.stamp())
      const row = await findBaseline(manager, input.id, id)
      if (!row) throw new Error('a baseline is found after it was taken')
      return toBaseline(manager, row)
    })
    ctx.changed('venue', 'audit')
    return baseline
  },

  'venue.baselineRows': (ctx, { baselineId, page }) => ctx.db.read(manager => baselineRows(manager, baselineId, page)),

  'venue.diff': (ctx, { id, baselineId, ...filter }) =>
    ctx.db.read(async manager => {
      await requireVenue(manager, id)
      const { baseline, counts, differences } = await diffVenue(manager, id, baselineId)
      return { baseline: baseline && (await toBaseline(manager, baseline)), counts, ...pageOf(differences, filter) }
    }),

  async 'venue.explain'(ctx, input) {
    const explained = await ctx.db.write(manager => explain(manager, input, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return { explained }
  },

  'venue.readiness': (ctx, { id }) => ctx.db.read(manager => loadReadiness(manager, id, ctx.stamp())),
  'venue.limits': ctx => ctx.db.read(loadLimits),

  async 'venue.setLimits'(ctx, limits) {
    await ctx.db.write(manager => saveLimits(manager, limits, ctx.stamp()))
    ctx.changed('venue', 'setting', 'audit')
    return limits
  },

  'venue.facts': (ctx, { id, ...choice }) => ctx.db.read(manager => venueFacts(manager, id, choice)),

  'occupation.list': (ctx, input) => ctx.db.read(manager => listOccupations(manager, input)),

  async 'occupation.template'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存职业（工种）字典模板',
      defaultName: '职业（工种）字典模板.xlsx',
      filters: XLSX,
    })
    if (path === null) return null
    await writeTemplate(path, OCCUPATION_TEMPLATE)
    return { path }
  },

  async 'occupation.import'(ctx, { file }) {
    const source = file ?? (await ctx.seams.dialogs.openFile({ title: '选择职业（工种）字典', filters: TABLE_FILES }))
    if (source === null) return null
    const sheet = await readSheet('occupation', source, { signal: ctx.signal })
    const fileName = typeof source === 'string' ? basename(source) : source.name
    const result = await ctx.db.write(manager => importOccupations(manager, fileName, sheet, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return { fileName, ...result, notes: sheet.notes }
  },

  async 'occupation.remove'(ctx, { ids }) {
    const removed = await ctx.db.write(manager => removeOccupations(manager, ids, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return { removed }
  },
}
