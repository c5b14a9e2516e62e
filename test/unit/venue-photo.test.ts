import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { requirePaper } from '../../src-main/files/paper.ts'
import { takenOn } from '../../src-main/photo/taken.ts'
import { picture, withExif } from '../main/venue-office.ts'

let jpeg: Uint8Array
beforeAll(async () => {
  jpeg = await picture()
})

describe('takenOn', () => {
  it('reads the day from EXIF in either byte order, original before digitized', () => {
    expect(takenOn(withExif(jpeg, '2026:11:23 09:30:00'))).toBe('2026-11-23')
    expect(takenOn(withExif(jpeg, '2026:11:23 09:30:00', 0x9003, false))).toBe('2026-11-23')
    expect(takenOn(withExif(jpeg, '2025:02:28 23:59:59', 0x9004))).toBe('2025-02-28')
  })

  it('believes no clock that was never set, and no date of a later change', () => {
    for (const text of [
      '0000:00:00 00:00:00',
      '    :  :     :  :  ',
      '2026:02:30 00:00:00',
      '1980:01:01 00:00:00',
      '2026-11-23 09:30:00',
    ]) {
      expect(takenOn(withExif(jpeg, text))).toBeNull()
    }
    expect(takenOn(withExif(jpeg, '2026:11:23 09:30:00', 0x0132))).toBeNull()
    expect(takenOn(jpeg)).toBeNull()
  })

  it('never throws, whatever the bytes', () => {
    const whole = withExif(jpeg, '2026:11:23 09:30:00')
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(whole.length),
        fc.nat(90),
        fc.nat(255),
        (junk, end, at, byte) => {
          const changed = whole.slice(0, end)
          changed[at] = byte
          for (const bytes of [junk, changed]) expect(takenOn(bytes) ?? '2026-11-23').toMatch(/^\d{4}-\d\d-\d\d$/)
        },
      ),
    )
  })
})

describe('requirePaper', () => {
  const paper = (text: string) => ({ name: '材料.pdf', bytes: Buffer.from(text, 'latin1') })

  it.each(['%PDF-1.7\n', '\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'II*\0', 'PK\x03\x04…[Content_Types].xml…'])(
    'takes %j',
    text => expect(() => requirePaper(paper(text))).not.toThrow(),
  )

  it.each(['', 'MZ\x90\0', '\x7fELF', '#!/bin/sh', '<html>', 'PK\x03\x04 a.exe', ' %PDF-1.7', '%PD'])(
    'refuses %j',
    text => expect(() => requirePaper(paper(text))).toThrow(/不是 PDF、图片、Word 或 Excel 文件/),
  )
})
