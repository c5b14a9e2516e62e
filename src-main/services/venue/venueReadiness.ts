import type { EntityManager } from 'typeorm'
import type { Readiness } from '../../../src-shared/contract/venue.ts'
import { checkVenue, filingState, newestPhoto, PHOTO_DAYS } from '../../../src-shared/domain/venue.ts'
import type { Stamp } from '../../context.ts'
import type { FiledFacts } from '../../db/entities/venue.ts'
import { record } from '../audit.ts'
import { getSetting, setSetting } from '../setting.ts'
import { diffVenue } from './venueDiff.ts'
import { listFiles } from './venueFile.ts'
import { requireVenue } from './venueRecord.ts'

const PHOTO_DAYS_KEY = 'venue.photoDays'

/** Before an inspection: what is missing or expired at this venue, each with its rule (R-VENUE-*), and the facts behind it. */
export async function loadReadiness(manager: EntityManager, id: number, { today }: Stamp): Promise<Readiness> {
  const venue = await requireVenue(manager, id)
  const { baseline, counts, differences, below } = await diffVenue(manager, id)
  const photos = (await listFiles(manager, id)).filter(file => file.kind === 'photo')
  const { photoDays } = await loadLimits(manager)
  const filing = { ...venue, status: venue.filingStatus }
  const [devices] = (await manager.query(
    'SELECT count(*) AS n FROM equipment WHERE venue_id = ? AND deleted_at IS NULL',
    [id],
  )) as { n: number }[]
  const [last] = (await manager.query(
    `SELECT finished_on AS "on", summary ->> '$.short' AS short FROM venue_check
     WHERE venue_id = ? AND state = 'finished' ORDER BY id DESC LIMIT 1`,
    [id],
  )) as { on: string; short: number }[]
  return {
    findings: checkVenue(
      {
        name: venue.name,
        filing,
        scope: venue.scope,
        baselineOn: baseline?.onDate ?? null,
        refiled: baseline ? refiled(baseline.facts, venue) : [],
        devices: devices?.n ?? 0,
        differences: differences.length,
        unexplained: counts.unexplained,
        below,
        photos,
        photoDays,
        lastCheck: last ?? null,
      },
      today,
    ),
    filing: filingState(filing, today),
    validUntil: venue.validUntil,
    baselineOn: baseline?.onDate ?? null,
    differences: counts,
    below: below.length,
    photos: photos.length,
    newestPhotoOn: newestPhoto(photos),
    photoDays,
    occupations: venue.scope.length,
    lastCheckOn: last?.on ?? null,
  }
}

const FILED = { name: '名称', address: '地址', scope: '职业（工种）和等级' } as const

/** What of the venue itself is not as it was filed. */
function refiled(facts: FiledFacts, venue: FiledFacts): string[] {
  const keys = Object.keys(FILED) as (keyof typeof FILED)[]
  return keys.filter(key => JSON.stringify(facts[key]) !== JSON.stringify(venue[key])).map(key => FILED[key])
}

/** The organisation's own limits (本机构制度): the regulation names none. */
export async function loadLimits(manager: EntityManager): Promise<{ photoDays: number }> {
  return { photoDays: ((await getSetting(manager, PHOTO_DAYS_KEY)) as number | null) ?? PHOTO_DAYS }
}

export async function saveLimits(manager: EntityManager, limits: { photoDays: number }, stamp: Stamp): Promise<void> {
  const before = await loadLimits(manager)
  await setSetting(manager, PHOTO_DAYS_KEY, limits.photoDays)
  await record(manager, stamp, {
    action: 'venue.setLimits',
    text: `场地照片的时限由 ${before.photoDays} 天改为 ${limits.photoDays} 天`,
  })
}
