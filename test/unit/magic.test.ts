import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../../src-main/files/judge.ts'
import { KINDS } from '../../src-main/files/kinds.ts'
import { HEAD, identify, refusedByHead } from '../../src-main/files/magic.ts'
import { inMemory } from '../../src-main/media/bytes.ts'
import * as made from './mediaFiles.ts'

const office = (folder: string, ...more: string[]) => made.zipFile(['[Content_Types].xml', `${folder}/x.xml`, ...more])
const OPEN = 'application/vnd.openxmlformats-officedocument.'
const film = { seconds: 1, created: 0 }
const head = (...bytes: number[]) => Buffer.concat([Buffer.from(bytes), Buffer.alloc(64, 1)])

const KEPT: [name: string, bytes: Buffer, type: string][] = [
  ['照片.jpg', head(0xff, 0xd8, 0xff, 0xe1), 'image/jpeg'],
  ['a.PNG', head(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'],
  ['a.gif', made.gifFile(), 'image/gif'],
  ['a.tif', made.tiffFile(true), 'image/tiff'],
  ['a.tiff', made.tiffFile(false), 'image/tiff'],
  [
    'a.bmp',
    Buffer.concat([Buffer.from('BM'), Buffer.alloc(12), Buffer.from([40, 0, 0, 0]), Buffer.alloc(40)]),
    'image/bmp',
  ],
  ['a.webp', Buffer.from('RIFF\x20\0\0\0WEBPVP8X0000000000000000'), 'image/webp'],
  ['a.heic', made.heicFile(), 'image/heic'],
  ['a.pdf', Buffer.from('%PDF-1.7\n%\xe2\xe3'), 'application/pdf'],
  ['a.docx', office('word'), `${OPEN}wordprocessingml.document`],
  ['a.xlsx', office('xl'), `${OPEN}spreadsheetml.sheet`],
  ['a.pptx', office('ppt'), `${OPEN}presentationml.presentation`],
  ['a.doc', made.oleFile(['Root Entry', 'WordDocument']), 'application/msword'],
  ['a.xls', made.oleFile(['Root Entry', '1', '2', '3', '4', 'Workbook']), 'application/vnd.ms-excel'],
  ['a.ppt', made.oleFile(['Root Entry', 'PowerPoint Document']), 'application/vnd.ms-powerpoint'],
  ['a.mp4', made.movie('isom', film), 'video/mp4'],
  ['a.mov', made.movie('qt  ', film), 'video/quicktime'],
  ['old.mov', made.movie('qt  ', film).subarray(20), 'video/quicktime'],
  ['a.3gp', made.movie('3gp4', film), 'video/3gpp'],
  ['a.m4a', made.movie('M4A ', film), 'audio/mp4'],
  ['a.avi', made.aviFile({ frames: 1, perFrame: 40_000 }), 'video/x-msvideo'],
  ['a.wav', made.wavFile(1), 'audio/wav'],
  ['a.mkv', made.mkvFile({ seconds: 1, created: 0 }), 'video/x-matroska'],
  ['a.wmv', made.asfFile(film), 'video/x-ms-asf'],
  ['a.ts', made.tsFile(9), 'video/mp2t'],
  ['a.MTS', made.tsFile(9, true), 'video/mp2t'],
  ['a.mpg', head(0, 0, 1, 0xba), 'video/mpeg'],
  ['a.mp3', made.mp3File(3), 'audio/mpeg'],
  ['b.mp3', made.mp3File(3, { tag: true }), 'audio/mpeg'],
  ['a.amr', Buffer.from('#!AMR\n\x04\x00\x00'), 'audio/amr'],
  ['a.txt', Buffer.from('考务记录\r\n一切正常'), 'text/plain'],
  ['gbk.txt', Buffer.from([0xbf, 0xbc, 0xce, 0xf1, 0x0d, 0x0a]), 'text/plain'],
  ['utf16.txt', Buffer.from('\ufeff考务', 'utf16le'), 'text/plain'],
  ['MZ.txt', Buffer.from('MZ 是两个字母'), 'text/plain'],
  ['wide.txt', Buffer.from('The wide road; 这不是影片'), 'text/plain'],
  ['a.csv', Buffer.from('姓名,单位\n'), 'text/csv'],
]

const CASES = join(import.meta.dirname, '../fixtures/cases')

/** What offices really have (heads only), and as what it leaves. */
test.each([
  ['备案回执.ofd', 'application/ofd', 'ofd'],
  ['ch01_20261123090000.dav', 'video/x-dhav', 'dav'],
  ['考场1_海康导出.mp4', 'video/x-imkh', 'mpg'],
  ['考场2_萤石录像.mp4', 'video/mpeg', 'mpg'],
  ['录音.aac', 'audio/aac', 'aac'],
  ['语音.opus', 'audio/opus', 'opus'],
  ['直播回放.flv', 'video/x-flv', 'flv'],
  ['网关下载_前有BOM.pdf', 'application/pdf', 'pdf'],
])('a case of a real office: %s', (name, type, extension) => {
  const bytes = readFileSync(join(CASES, name))
  const judged = judge(name, identify(inMemory(bytes)))
  if ('refused' in judged) throw new Error(judged.refused)
  expect(judged.kind.type).toBe(type)
  expect(judged.kind.extensions[0]).toBe(extension)
  if (/^video/.test(type)) expect(judged.warnings.join()).toMatch(/播放/)
  expect(refusedByHead(bytes.subarray(0, HEAD))).toBeUndefined()
})

test.each([
  ['说明.doc', '{\\rtf1\\ansi x}', 'application/rtf'],
  ['a.silk', '\x02#!SILK_V3\x10', 'audio/silk'],
  ['a.awb', '#!AMR-WB\n\x04', 'audio/amr'],
  ['a.rmvb', '.RMF\0\0\0\x12', 'video/vnd.rn-realvideo'],
  ['a.pdf', '\r\n %PDF-1.4', 'application/pdf'],
])('%s', (name, bytes, type) => {
  const judged = judge(name, identify(inMemory(Buffer.from(bytes, 'latin1'))))
  expect('kind' in judged && judged.kind.type).toBe(type)
})

const REFUSED: [name: string, bytes: Buffer, what: string][] = [
  ['照片.jpg', made.exe(), '程序文件'],
  ['a.pdf', head(0x7f, 0x45, 0x4c, 0x46), '程序文件'],
  ['a.mp4', head(0xcf, 0xfa, 0xed, 0xfe), '程序文件'],
  ['a.zip', made.zipFile(['META-INF/MANIFEST.MF', 'Main.class']), '程序文件'],
  ['照片.png', made.shellLink(), '快捷方式'],
  ['a.txt', Buffer.from('#!/bin/sh\nrm -rf /'), '网页或脚本'],
  ['a.txt', Buffer.from('@echo off\r\ndel *.*'), '网页或脚本'],
  ['a.jpg', Buffer.from('\ufeff <!DOCTYPE html><p>x'), '网页或脚本'],
  ['a.txt', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x" onload="alert(1)"/>'), '网页或脚本'],
  ['a.txt', Buffer.from('\ufeff<html><script>1</script>', 'utf16le'), '网页或脚本'],
  ['a.docx', office('word', 'word/vbaProject.bin'), '带宏的 Office 文件'],
  ['a.xlsx', office('xl', 'xl/VBAPROJECT.BIN'), '带宏的 Office 文件'],
  ['a.doc', made.oleFile(['Root Entry', 'WordDocument', 'Macros', 'VBA', '_VBA_PROJECT']), '带宏的 Office 文件'],
  ['a.msi', made.oleFile(['Root Entry', 'Property']), '不认得的文件类型'],
  ['a.zip', made.zipFile(['a.txt']).subarray(0, 40), '不完整的压缩包'],
  ['a.bin', Buffer.from([1, 2, 3, 0, 5]), '不认得的文件类型'],
]

describe('identify', () => {
  test.each(KEPT)('%s is told by its content', (name, bytes, type) => {
    const judged = judge(name, identify(inMemory(bytes)))
    const kind = KINDS.get(type)
    expect(judged).toEqual({ kind, warnings: kind?.opens ? [`${kind.name}：${kind.opens}`] : [] })
  })

  test.each(REFUSED)('%s is named as what it is', (name, bytes, what) => {
    expect(judge(name, identify(inMemory(bytes)))).toEqual({ refused: `「${name}」其实是${what}，没有存入` })
  })

  test('programs and scripts are known from the head alone, and nothing that is kept is taken for one', () => {
    for (const [name, bytes, what] of REFUSED.slice(0, 10)) {
      if (name !== 'a.zip') expect(refusedByHead(bytes.subarray(0, HEAD))).toBe(what)
    }
    for (const [name, bytes] of KEPT) expect([name, refusedByHead(bytes.subarray(0, HEAD))]).toEqual([name, undefined])
  })

  test('any bytes get an answer, also behind a beginning that promises something', () => {
    const begin = fc.constantFrom(...[...KEPT, ...REFUSED].map(([, bytes]) => bytes))
    fc.assert(
      fc.property(begin, fc.nat(2000), fc.uint8Array({ maxLength: 300 }), (bytes, keep, junk) => {
        const content = identify(inMemory(Buffer.concat([bytes.subarray(0, keep), junk])))
        expect((content.kind === undefined) !== (content.refused === undefined)).toBe(true)
      }),
    )
  })
})

describe('judge', () => {
  const warnings = (name: string, bytes: Buffer) => {
    const judged = judge(name, identify(inMemory(bytes)))
    return 'warnings' in judged ? judged.warnings : judged.refused
  }

  test.each([
    ['照片.png', made.gifFile(), ['扩展名是 .png，内容其实是GIF 图片，按内容登记']],
    ['照片', made.gifFile(), ['没有扩展名，按内容登记为GIF 图片']],
    ['空.jpg', Buffer.alloc(0), ['文件是空的（0 字节）']],
    ['打包.zip', made.zipFile(['a.txt'], 'a comment'), ['压缩包内容不能逐项检查']],
    ['空包.zip', made.zipFile([]), ['压缩包内容不能逐项检查']],
    ['密.xlsx', made.oleFile(['Root Entry', 'EncryptedPackage']), ['文件带有打开密码，请另存为不带密码的文件']],
  ])('%s is taken with a word about it', (name, bytes, expected) => expect(warnings(name, bytes)).toEqual(expected))

  test.each(['x.exe', 'x.BAT', 'x.js', 'x.html', 'x.svg', 'x.docm', 'x.xlsm', 'x.lnk', '发票.pdf.scr'])(
    '%s is refused whatever is in it',
    name => {
      const extension = name.split('.').at(-1)?.toLowerCase()
      for (const bytes of [made.gifFile(), Buffer.alloc(0), Buffer.from('text')]) {
        expect(warnings(name, bytes)).toBe(`「${name}」是程序、脚本或网页一类的文件（.${extension}），没有存入`)
      }
    },
  )
})
