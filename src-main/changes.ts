import { AREAS, type Area } from '../src-shared/contract/index.ts'

const PAUSE_MS = 50

/**
 * Tells that areas changed: the first time at once, what follows within a moment together. A window reloads its lists once, not for each of
 * two hundred thumbnails.
 */
export function coalesce(tell: (areas: Area[]) => void): (...areas: Area[]) => void {
  const waiting = new Set<Area>()
  let pause: NodeJS.Timeout | undefined
  const flush = () => {
    pause = undefined
    if (waiting.size === 0) return
    const areas = AREAS.filter(area => waiting.has(area))
    waiting.clear()
    tell(areas)
    rest()
  }
  const rest = () => {
    pause = setTimeout(flush, PAUSE_MS)
    pause.unref()
  }
  return (...areas) => {
    if (pause) for (const area of areas) waiting.add(area)
    else {
      tell(areas)
      rest()
    }
  }
}
