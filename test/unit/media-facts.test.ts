import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inMemory } from '../../src-main/media/bytes.ts'
import { mediaFacts } from '../../src-main/media/facts.ts'
import { withExif } from '../main/evidence-files.ts'
import * as made from './mediaFiles.ts'

// A container's UTC, and what the office's clock showed then.
const local = new Date(2026, 10, 28, 9, 30, 15)
const created = local.getTime()
const AT = '2026-11-28T09:30:15'
const none = { width: null, height: null, seconds: null, takenAt: null, camera: '' }
const facts = (type: string, bytes: Buffer) => mediaFacts(type, inMemory(bytes))

test.each([
  [
    'video/mp4',
    made.movie('isom', { seconds: 95, created, width: 1920, height: 1080 }),
    { seconds: 95, takenAt: AT, width: 1920, height: 1080 },
  ],
  [
    'video/quicktime',
    made.movie('qt  ', { seconds: 7, created, width: 1920, height: 1080, turned: true }),
    { seconds: 7, takenAt: AT, width: 1080, height: 1920 },
  ],
  ['audio/mp4', made.movie('M4A ', { seconds: 61, created: 0 }), { seconds: 61 }],
  [
    'video/x-msvideo',
    made.aviFile({ frames: 250, perFrame: 40_000, idit: 'Sat Nov 28 09:30:15 2026' }),
    { seconds: 10, takenAt: AT, width: 640, height: 480 },
  ],
  [
    'video/x-msvideo',
    made.aviFile({ frames: 250, perFrame: 40_000, all: 50_000 }),
    { seconds: 2000, width: 640, height: 480 },
  ],
  ['audio/wav', made.wavFile(3), { seconds: 3 }],
  [
    'video/x-matroska',
    made.mkvFile({ seconds: 12.5, created }),
    { seconds: 12.5, takenAt: AT, width: 1280, height: 720 },
  ],
  [
    'video/webm',
    made.mkvFile({ seconds: 12.5, created, live: true }),
    { seconds: 12.5, takenAt: AT, width: 1280, height: 720 },
  ],
  ['video/x-ms-asf', made.asfFile({ seconds: 33, created }), { seconds: 33, takenAt: AT }],
  ['video/mp2t', made.tsFile(20), { seconds: 20 }],
  ['video/mp2t', made.tsFile(20, true), { seconds: 20 }],
  ['audio/mpeg', made.mp3File(100), { seconds: 2.606 }],
  ['audio/mpeg', made.mp3File(10, { tag: true, count: 1000 }), { seconds: 26.122 }],
  ['image/gif', made.gifFile(), { width: 296, height: 30 }],
  ['image/tiff', made.tiffFile(true), { width: 1200, height: 900 }],
  ['image/tiff', made.tiffFile(false), { width: 1200, height: 900 }],
  ['image/heic', made.heicFile(), { width: 4032, height: 3024 }],
  ['image/jpeg', Buffer.alloc(0), {}],
  ['application/pdf', Buffer.from('%PDF-1.7'), {}],
])('%s says it', (type, bytes, expected) => expect(facts(type, bytes)).toEqual({ ...none, ...expected }))

test('a camera is named once; EXIF stands in HEIC too', () => {
  const jpeg = withExif(
    Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    '2026:11:28 09:30:15',
    'NIKON CORPORATION',
    'NIKON D7500',
  )
  expect(facts('image/jpeg', jpeg)).toMatchObject({ takenAt: AT, camera: 'NIKON CORPORATION NIKON D7500' })
  const heic = made.heicFile(
    withExif(Buffer.from([0xff, 0xd8]), '2026:11:28 09:30:15', 'Apple', 'iPhone 15').subarray(6),
  )
  expect(facts('image/heic', heic)).toMatchObject({ takenAt: AT, camera: 'Apple iPhone 15', width: 4032 })
  const canon = withExif(Buffer.from([0xff, 0xd8, 0xff, 0xd9]), '0000:00:00 00:00:00', 'Canon', 'Canon EOS 80D')
  expect(facts('image/jpeg', canon)).toMatchObject({ takenAt: null, camera: 'Canon EOS 80D' })
})

test.each([
  [
    'a recording that was cut off before its table',
    'video/mp4',
    made.movie('isom', { seconds: 5, created }).subarray(0, 300),
  ],
  ['a clock that was never set', 'video/mp4', made.movie('isom', { seconds: 0, created: 0 })],
  ['an epoch', 'video/x-ms-asf', made.asfFile({ seconds: 0, created: Date.UTC(1970, 0, 1) })],
])('%s says nothing', (_, type, bytes) => expect(facts(type, bytes)).toEqual(none))

test('broken files say nothing wrong: every fact is null or can be', () => {
  const files: [string, Buffer][] = [
    ['video/mp4', made.movie('isom', { seconds: 95, created, width: 1920, height: 1080 })],
    ['video/x-msvideo', made.aviFile({ frames: 250, perFrame: 40_000, all: 50_000, idit: 'Sat Nov 28 09:30:15 2026' })],
    ['video/x-matroska', made.mkvFile({ seconds: 12.5, created })],
    ['video/x-ms-asf', made.asfFile({ seconds: 33, created })],
    ['video/mp2t', made.tsFile(5)],
    ['audio/mpeg', made.mp3File(3, { tag: true, count: 10 })],
    ['audio/wav', made.wavFile(1)],
    ['image/heic', made.heicFile()],
    ['image/tiff', made.tiffFile(true)],
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      ([type, original], changes, keep) => {
        const bytes = Buffer.from(original.subarray(0, Math.ceil(original.length * keep)))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        const said = facts(type, bytes)
        for (const n of [said.width, said.height, said.seconds]) if (n !== null) expect(n).toBeGreaterThan(0)
        if (said.takenAt !== null) expect(said.takenAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
      },
    ),
    { numRuns: 500 },
  )
})

test('an edited film of an iPhone says when it was recorded, not when it was exported', () => {
  const bytes = readFileSync(join(import.meta.dirname, '../fixtures/cases/IMG_0002_edited_iPhone.MOV'))
  const said = facts('video/quicktime', bytes)
  const local = new Date('2026-11-23T09:30:00+08:00')
  expect(new Date(`${said.takenAt}`).getTime()).toBe(local.getTime())
})

test('Opus and FLV say how long they are', () => {
  const page = (samples: number, body: string) => {
    const head = Buffer.alloc(28)
    head.write('OggS', 0, 'latin1')
    head.writeBigInt64LE(BigInt(samples), 6)
    return Buffer.concat([head, Buffer.from(body, 'latin1')])
  }
  const opus = Buffer.concat([page(0, 'OpusHead\x01\x01\x38\x01'), Buffer.alloc(200), page(48_000 * 60 + 312, 'x')])
  expect(facts('audio/opus', opus).seconds).toBe(60)
  const duration = Buffer.alloc(8)
  duration.writeDoubleBE(95.5)
  const flv = Buffer.concat([Buffer.from('FLV\x01\x05onMetaData\0\x08duration\0', 'latin1'), duration])
  expect(facts('video/x-flv', flv).seconds).toBe(95.5)
})
