const UNITS = ['KB', 'MB', 'GB', 'TB']

/** A size as people read it, on screens and papers alike: 6 字节, 1 KB, 3.4 MB, 1.02 GB (1 KB = 1,024 bytes). More bytes never read as fewer. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  let value = bytes / 1024
  let unit = 0
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 ? 0 : unit === 1 ? 1 : 2
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}
