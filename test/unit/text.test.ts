import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanCell, cleanName, halfWidth, isPhone } from '../../src-shared/domain/text.ts'

test('halfWidth turns full-width ASCII and the ideographic space, nothing else', () => {
  expect(halfWidth('１３８（ＡＢｘ）　～')).toBe('138(ABx) ~')
  expect(halfWidth('，')).toBe(',')
  expect(halfWidth('张三。〇㐂𠮷')).toBe('张三。〇㐂𠮷')
})

describe('cleanCell', () => {
  test.each([
    ['  张三\t', '张三'],
    ['\ufeff1101\u200b05', '110105'],
    ['a\u00a0b', 'a b'],
    ['教学部\r\n主任', '教学部  主任'],
    ['a\u0000\u0007b', 'ab'],
    ['\u202e1101\u202c', '1101'],
    ['张\u00ad三', '张三'],
    ['\ud800x', 'x'],
    ['𠮷', '𠮷'],
    ['\ue000', '\ue000'],
    ['\u200b', ''],
  ])('%j → %j', (raw, clean) => expect(cleanCell(raw)).toBe(clean))

  test('control and zero-width characters inside never survive, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), s => {
        const once = cleanCell(s)
        expect(once).not.toMatch(/[\p{Cc}\p{Cf}]/u)
        expect(once).toBe(once.trim())
        expect(cleanCell(once)).toBe(once)
      }),
    )
  })
})

describe('cleanName', () => {
  test.each([
    ['张 三', '张三'],
    ['  李　四 ', '李四'],
    ['欧阳 \u00a0 晓 明', '欧阳晓明'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉．买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉・买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉‧买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉 · 买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉.买买提.艾力', '阿卜杜拉·买买提·艾力'],
    ['John  Smith', 'John Smith'],
    ['John\nSmith', 'John Smith'],
    ['J. Smith', 'J. Smith'],
    ['Ｊｏｈｎ', 'John'],
    ['王 John', '王 John'],
    ['Jose\u0301', 'José'],
    ['㐂䶮𠮷龘喆', '㐂䶮𠮷龘喆'],
    ['𠮷 野', '𠮷野'],
    ['张\u200b三', '张三'],
    ['   ', ''],
  ])('%j → %j', (raw, clean) => expect(cleanName(raw)).toBe(clean))

  test('cleaning twice changes nothing', () => {
    const unit = fc.constantFrom('张', '三', '𠮷', 'a', 'B', ' ', '　', '·', '•', '.', '\u200b', '\n', '\u0301')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), s => {
        const once = cleanName(s)
        expect(cleanName(once)).toBe(once)
      }),
    )
  })
})

describe('isPhone', () => {
  test.each(['13800138000', '19912345678', '010-12345678', '01012345678', '0311-1234567', '010-12345678-801'])(
    '%s',
    s => expect(isPhone(s)).toBe(true),
  )
  test.each([
    '',
    '1380013800',
    '138001380000',
    '12800138000',
    '12345678',
    '010-123456',
    '00112345678',
    '138 0013 8000',
    '+8613800138000',
    '１３８００１３８０００',
    '13800138000\n',
    'a13800138000',
  ])('%j is none', s => expect(isPhone(s)).toBe(false))
})
