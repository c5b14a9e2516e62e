import { expect, test } from 'vitest'
import { blockOf } from '../../src-renderer/components/paste.ts'

test.each([
  ['张三', null],
  ['张三\r\n', null],
  ['\t2026-11-25', null],
  ['一段话，没有换行', null],
  ['张三\t男\t1980-11-25\r\n', { rows: 1, columns: 3 }],
  ['张三\r\n李四\r\n', { rows: 2, columns: 1 }],
  ['张三\t男\n李四\t女', { rows: 2, columns: 2 }],
])('%j', (text, block) => expect(blockOf(text)).toEqual(block))
