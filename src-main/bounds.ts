export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** The least size at which no page is cut off, in DIP; a screen that is smaller (1366×768 at 150 %: 911×512) sets its own. */
export const MIN = { width: 1100, height: 680 }
const WANTED = { width: 1440, height: 900 }

/**
 * Where the window opens, in DIP: where it was if that place is still on a screen, else in the middle of the main one; never larger than the screen's work area.
 * @param screens work areas, the main screen's first
 */
export function placeWindow(remembered: Area | undefined, screens: Area[]): Area {
  const [main = { x: 0, y: 0, ...MIN }] = screens
  const home = remembered && screens.find(screen => overlap(screen, remembered) >= 0.5)
  const screen = home ?? main
  const wanted = remembered ?? WANTED
  const width = Math.min(Math.max(wanted.width, MIN.width), screen.width)
  const height = Math.min(Math.max(wanted.height, MIN.height), screen.height)
  const middle = {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 2),
  }
  const { x, y } = home && remembered ? remembered : middle
  return {
    x: Math.min(Math.max(x, screen.x), screen.x + screen.width - width),
    y: Math.min(Math.max(y, screen.y), screen.y + screen.height - height),
    width,
    height,
  }
}

/** Share of `b` that lies on `a`, 0–1. A title bar off the screen cannot be pulled back. */
function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? (width * height) / (b.width * b.height) : 0
}
