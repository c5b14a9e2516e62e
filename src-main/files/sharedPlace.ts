/** Folders that are not this PC's alone: said where data are to lie, because a database there is damaged or doubled sooner or later. */
import { readFileSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'

const SYNCED: readonly [RegExp, string][] = [
  [/OneDrive/i, 'OneDrive'],
  [/坚果云|Nutstore/i, '坚果云'],
  [/百度网盘|百度云|BaiduNetdisk|BaiduSyncdisk|BaiduYun/i, '百度网盘'],
  [/WPS ?云盘|WPSDrive|WPS ?Cloud/i, 'WPS 云盘'],
  [/阿里云盘|aDrive/i, '阿里云盘'],
  [/微云|Weiyun/i, '微云'],
  [/Dropbox/i, 'Dropbox'],
  [/iCloud/i, 'iCloud'],
  [/Google ?Drive/i, 'Google Drive'],
]
const NETWORK = /^(cifs|smb3?|smbfs|nfs4?|fuse\.sshfs|davfs|fuse\.davfs2)$/

/** What the folder is shared by, in words; '' for a folder of this PC's own. `real`: with mapped drives resolved; `mounts`: as in /proc/mounts. */
export function sharedBy(path: string, real: string, mounts: string): string {
  if (/^(\\\\|\/\/)[^?.]/.test(real) || /^(\\\\|\/\/)[^?.]/.test(path)) return '网络共享或映射的网络驱动器'
  for (const part of real.split(/[\\/]/)) {
    const found = SYNCED.find(([name]) => name.test(part))
    if (found) return `同步文件夹（${found[1]}）`
  }
  const [mount] = mounts
    .split('\n')
    .map(line => line.split(' '))
    .map(([, at = '', type = '']) => ({ at: at.replaceAll('\\040', ' '), type }))
    .filter(({ at }) => at !== '' && `${real}/`.startsWith(at.endsWith('/') ? at : `${at}/`))
    .sort((a, b) => b.at.length - a.at.length)
  return mount && NETWORK.test(mount.type) ? '网络共享' : ''
}

/** The same of a folder of this PC. */
export function sharedPlace(folder: string): string {
  const path = resolve(folder)
  return sharedBy(
    path,
    quietly(() => realpathSync.native(path)) ?? path,
    quietly(() => readFileSync('/proc/mounts', 'utf8')) ?? '',
  )
}

function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined // Windows has no list of mounts; a folder that is not there yet has no other path
  }
}
