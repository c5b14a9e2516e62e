/** What somebody typed into a field for a time of day. */
import type { Reading } from './typedDate.ts'

const WRITTEN = /^(\d{1,2})(?:[:.。;点时](\d{0,2})分?)?$/
const HALF = /^(\d{1,2})[点时]半$/
const DIGITS = /^(\d{1,2})(\d\d)$/
const SECONDS = /^(\d{1,2})[:.点时](\d\d)(?:[:.分](\d\d)秒?)?分?$/
const SIX = /^(\d{1,2})(\d\d)(\d\d)?$/

const two = (n: number) => String(n).padStart(2, '0')

/** 9, 900, 0900, 9:00, 9：00, 9点30, 9点半 → 09:00 or 09:30; 24:00 is the end of a day and stays 24:00. */
export function readClock(typed: string): Reading {
  const plain = plainOf(typed)
  if (plain === '') return { value: null }
  const half = HALF.exec(plain)
  const [, hours, minutes] = half ?? WRITTEN.exec(plain) ?? DIGITS.exec(plain) ?? []
  if (hours === undefined) return { refused: '时间写成 09:00' }
  const [h, m] = [Number(hours), half ? 30 : Number(minutes || '0')]
  if (h > 24 || (h === 24 && m > 0)) return { refused: `一天里没有 ${h} 点${m > 0 ? ` ${m} 分` : ''}` }
  if (m > 59) return { refused: `没有 ${m} 分` }
  return { value: `${two(h)}:${two(m)}` }
}

/** The time of a photo, to the second: 9:30 → 09:30:00, 93005 and 9:30:05 → 09:30:05. */
export function readSecond(typed: string): Reading {
  const plain = plainOf(typed)
  if (plain === '') return { value: null }
  const [, hours, minutes, second = '00'] = SECONDS.exec(plain) ?? SIX.exec(plain) ?? []
  const [h, m, s] = [Number(hours), Number(minutes), Number(second)]
  if (hours === undefined || h > 23 || m > 59 || s > 59) return { refused: '时间写成 09:30:00' }
  return { value: [h, m, s].map(two).join(':') }
}

const plainOf = (typed: string): string => typed.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
