/** A folder that looks like an unpacked Electron for Windows, with node.exe in its place: it shows packing, installing and starting, never a window. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function standIn(nodeExe: string, folder: string): string {
  for (const part of ['resources', 'locales']) mkdirSync(join(folder, part), { recursive: true })
  writeFileSync(join(folder, 'electron.exe'), unsigned(readFileSync(nodeExe)))
  writeFileSync(join(folder, 'version'), '45.4.1')
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), 'stand-in')
  for (const language of ['zh-CN', 'en-US', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), '')
  return folder
}

/** Without its signature (PE data directory 4), as Electron's program comes: a signed one may not be given another icon. */
function unsigned(exe: Buffer): Buffer {
  const optional = exe.readUInt32LE(0x3c) + 24
  const entry = optional + 112 + 4 * 8
  const at = exe.readUInt32LE(entry)
  exe.fill(0, entry, entry + 8)
  return at > 0 ? exe.subarray(0, at) : exe
}
