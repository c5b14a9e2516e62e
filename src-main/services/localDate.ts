const two = (n: number) => String(n).padStart(2, '0')

/** The office's own calendar day. */
export function localDate(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** An instant (ISO, UTC) by the office's clock: 2026-11-23 14:05. */
export function localTime(at: string): string {
  const then = new Date(at)
  return `${localDate(then)} ${two(then.getHours())}:${two(then.getMinutes())}`
}
