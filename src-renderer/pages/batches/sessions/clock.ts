const WRITTEN = /^(\d{1,2})(?:[:.点时](\d{0,2})分?)?$/
const DIGITS = /^(\d{1,2})(\d\d)$/

/** 9, 900, 0900, 9:00, 9：00, 9点30 → 09:00 or 09:30; null for anything that is no time of the day. */
export function clockOf(text: string): string | null {
  const typed = text.normalize('NFKC').replace(/\s/g, '')
  const [, hours, minutes] = WRITTEN.exec(typed) ?? DIGITS.exec(typed) ?? []
  if (hours === undefined) return null
  const [h, m] = [Number(hours), Number(minutes || '0')]
  return h < 24 && m < 60 ? `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}` : null
}
