import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchPhotos, type PhotoPerson } from '../../src-main/photo/match.ts'

const li = { key: 1, name: '李红', phone: '13900001234' }
const wang = { key: 2, name: '王小明', phone: '13900005678', photoName: 'DSC_12.JPG' }
const wei1 = { key: 3, name: '蒋伟', phone: '13900000001' }
const wei2 = { key: 4, name: '蒋伟', phone: '13900000002' }
const people = [li, wang, wei1, wei2]

const pairs = (files: string[], who: PhotoPerson[] = people) =>
  matchPhotos(files, who).matched.map(m => [m.file, m.key])

describe('matchPhotos', () => {
  it.each([
    ['李红.jpg', 1],
    [' 李 红 .JPEG', 1],
    ['李红_1234.png', 1],
    ['李红-1234.jpg', 1],
    ['李红１２３４.jpg', 1],
    ['/home/photos/李红.jpg', 1],
    ['C:\\照片\\李红.bmp', 1],
    ['dsc_12.jpg', 2],
    ['DSC_12.png', 2],
    ['王小明.jpg', 2],
    ['蒋伟_0002.jpg', 4],
  ])('%s', (file, key) => expect(pairs([file])).toEqual([[file, key]]))

  // The names that offices give to portraits.
  const id = '110105198503120010'
  it.each([
    `${id}.jpg`,
    '王小明1寸.jpg',
    '王小明 男.jpg',
    '01王小明.jpg',
    '王小明(1).jpg',
    '王小明（1寸照）.jpg',
    '王小明-质量部.jpg',
    '王小明_0001.jpg',
    'wangxiaoming.jpg',
    '王 小 明.jpg',
    '1_王小明_男.jpg',
    `${id}王小明.jpg`,
    `王小明${id}.jpg`,
    '王⼩明.jpg', // a radical
  ])('%s', file => {
    const him = { key: 7, name: '王小明', phone: '', pinyin: 'wang xiao ming', idDigest: id }
    const others = [
      { key: 8, name: '王小', phone: '', pinyin: 'wang xiao', idDigest: null },
      { key: 9, name: '李红', phone: '', pinyin: 'li hong', idDigest: '110105199001020027' },
    ]
    expect(pairs([file], [him, ...others])).toEqual([[file, 7]])
    const namesake = { ...him, key: 10, idDigest: null }
    const both = matchPhotos([file], [him, namesake])
    if (file.includes(id)) expect(both.matched).toEqual([{ key: 7, file }])
    else expect(both).toMatchObject({ matched: [], ambiguous: [{ file, names: ['王小明', '王小明'] }] })
  })

  it('never guesses between namesakes', () => {
    expect(matchPhotos(['蒋伟.jpg'], people)).toEqual({
      matched: [],
      ambiguous: [{ file: '蒋伟.jpg', names: ['蒋伟', '蒋伟'] }],
      unmatched: [],
    })
    // One of the two has a photo of his own: the plain name still fits both.
    expect(matchPhotos(['蒋伟_0001.jpg', '蒋伟.jpg'], people)).toEqual({
      matched: [{ key: 3, file: '蒋伟_0001.jpg' }],
      ambiguous: [{ file: '蒋伟.jpg', names: ['蒋伟', '蒋伟'] }],
      unmatched: [],
    })
  })

  it('never chooses between two files for one person', () => {
    expect(matchPhotos(['李红.jpg', '李红.png'], people)).toEqual({
      matched: [],
      ambiguous: [
        { file: '李红.jpg', names: ['李红'] },
        { file: '李红.png', names: ['李红'] },
      ],
      unmatched: [],
    })
  })

  it('prefers 照片文件名 to phone to name; what is left over is said', () => {
    expect(matchPhotos(['王小明.jpg', '王小明_5678.jpg', 'DSC_12.jpg', '无关.jpg'], people)).toEqual({
      matched: [{ key: 2, file: 'DSC_12.jpg' }],
      ambiguous: [],
      unmatched: ['王小明.jpg', '王小明_5678.jpg', '无关.jpg'],
    })
  })

  it('a name with a dot, and 照片文件名 without extension', () => {
    const who = [
      { key: 1, name: '阿卜杜拉·买买提' },
      { key: 2, name: '赵', photoName: 'v1.2' },
    ]
    expect(pairs(['阿卜杜拉.买买提.jpg', 'v1.2.jpg'], who)).toEqual([
      ['v1.2.jpg', 2],
      ['阿卜杜拉.买买提.jpg', 1],
    ])
  })

  it('every file ends in exactly one list, every person gets at most one file', () => {
    const name = fc.constantFrom('李红', '蒋伟', '王小明', '无')
    const person = fc.record({
      name,
      phone: fc.option(fc.constantFrom('13900000001', '13900000002'), { nil: undefined }),
      photoName: fc.option(fc.constantFrom('a.jpg', 'b.jpg', '李红'), { nil: undefined }),
    })
    const file = fc
      .tuple(fc.constantFrom('李红', '蒋伟', '蒋伟_0001', '蒋伟_0002', 'a', 'b', 'c'), fc.constantFrom('.jpg', '.png'))
      .map(f => f.join(''))
    fc.assert(
      fc.property(fc.array(person), fc.uniqueArray(file), (who, files) => {
        const found = matchPhotos(
          files,
          who.map((p, key) => ({ key, ...p })),
        )
        const all = [...found.matched.map(m => m.file), ...found.ambiguous.map(a => a.file), ...found.unmatched]
        expect(all.sort()).toEqual([...files].sort())
        expect(new Set(found.matched.map(m => m.key)).size).toBe(found.matched.length)
      }),
    )
  })
})
