import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { candidatesOf, type Seating, seat } from '../../src-shared/domain/seating.ts'

const session = (id: number, count: number, more: object = {}) => ({
  ...{ id, date: '2026-11-28', from: '09:00', subject: '理论', count },
  ...more,
})
const names = (n: number) => Array.from({ length: n }, (_, i) => `考生${i + 1}`)

describe('candidates of a session', () => {
  test('sessions of a subject share the list in the order of time, another subject has it whole', () => {
    const sessions = [
      session(1, 2, { from: '13:00' }),
      session(2, 3),
      session(3, 0, { subject: '实操', date: '2026-11-29' }),
    ]
    expect(candidatesOf(sessions, 2, names(6))).toEqual({ here: ['考生1', '考生2', '考生3'], left: 1 })
    expect(candidatesOf(sessions, 1, names(6)).here).toEqual(['考生4', '考生5'])
    expect(candidatesOf(sessions, 3, names(6))).toEqual({ here: names(6), left: 0 })
  })

  test('nobody is in two sessions of a subject, and whoever is in none is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), fc.nat(120), (counts, n) => {
        const sessions = counts.map((count, i) => session(i + 1, count))
        const all = sessions.map(({ id }) => candidatesOf(sessions, id, names(n)))
        const placed = all.flatMap(({ here }) => here)
        expect(new Set(placed).size).toBe(placed.length)
        expect(placed.length + (all[0]?.left ?? 0)).toBe(n)
      }),
    )
  })
})

describe('seats', () => {
  const seating = fc.record({
    columns: fc.integer({ min: 1, max: 12 }),
    order: fc.constantFrom('rows', 'serpentine', 'drawn'),
    seed: fc.string({ maxLength: 8 }),
  }) as fc.Arbitrary<Seating>

  test('everybody has one seat, no seat is given twice, the same each time', () => {
    fc.assert(
      fc.property(fc.nat(150), seating, (n, how) => {
        const seats = seat(names(n), how)
        expect(seats.map(({ who }) => who).sort()).toEqual(names(n).sort())
        expect(new Set(seats.map(({ row, column }) => `${row} ${column}`)).size).toBe(n)
        for (const { no, row, column } of seats) {
          expect(no).toBe((row - 1) * how.columns + column)
          expect(column).toBeLessThanOrEqual(how.columns)
        }
        expect(seat(names(n), how)).toEqual(seats)
      }),
    )
  })

  test('serpentine: the sixth of rows of five sits behind the fifth', () => {
    const at = (name: string) =>
      seat(names(10), { columns: 5, order: 'serpentine', seed: '' }).find(({ who }) => who === name)
    expect(at('考生5')).toMatchObject({ row: 1, column: 5, no: 5 })
    expect(at('考生6')).toMatchObject({ row: 2, column: 5, no: 10 })
  })

  test('another seed is another lot', () => {
    const drawn = (seed: string) => seat(names(30), { columns: 5, order: 'drawn', seed }).map(({ who }) => who)
    expect(drawn('1')).not.toEqual(drawn('2'))
    expect(drawn('1')).not.toEqual(names(30))
  })
})
