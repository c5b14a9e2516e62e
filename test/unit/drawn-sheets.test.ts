import { describe, expect, test } from 'vitest'
import { pageSize, slots, trim } from '../../src-main/print/imposition.ts'
import { LAYOUTS, SHEETS } from '../../src-renderer/pages/print/sheets.ts'

// The window draws sheets on which start and spoiled positions are clicked: a slot that lay elsewhere in the PDF would spoil paper.
describe.each(LAYOUTS)('the drawn sheet %s', layout => {
  test('is the page that is printed', () => {
    const { width, height } = SHEETS[layout]
    expect({ width, height }).toEqual(pageSize(layout))
  })

  test('has its slots where the PDF has them, in the same order', () => {
    expect(SHEETS[layout].slots).toEqual(slots(layout).map(trim))
  })
})
