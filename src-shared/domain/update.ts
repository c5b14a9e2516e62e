/** Updates without a network: a small file beside an installer, on a share or a stick. */

export const UPDATE_FILE = '内督管家-更新.json'
export const UPDATE_FORMAT = 'neidu-update-1'

/** 1.10.0 is newer than 1.9.2. Anything after the three numbers is not looked at. */
export function newer(version: string, than: string): boolean {
  const numbers = (text: string) => (/^(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1) ?? []).map(Number)
  const [a, b] = [numbers(version), numbers(than)]
  if (a.length === 0 || b.length === 0) return false
  const at = [0, 1, 2].find(i => a[i] !== b[i])
  return at !== undefined && (a[at] ?? 0) > (b[at] ?? 0)
}

/** What CHANGELOG.md says of one version, without its heading; '' where it says nothing. */
export function changesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const own = sections.find(section => section.split('\n')[0]?.trim() === version)
  return own ? own.slice(own.indexOf('\n') + 1).trim() : ''
}
