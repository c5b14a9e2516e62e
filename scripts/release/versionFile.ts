import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { changesOf, UPDATE_FILE, UPDATE_FORMAT } from '../../src-shared/domain/update.ts'
import { ROOT } from '../stage.ts'

/** Writes what 设置 → 关于 reads from a share or a stick: the version, its installer beside the file, and what changed. */
export async function versionFile(version: string, installer: string, out: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(installer)) hash.update(chunk as Buffer)
  const changes = changesOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version)
  const facts = {
    format: UPDATE_FORMAT,
    version,
    installer: relative(out, installer),
    sha256: hash.digest('hex'),
    changes,
  }
  const path = join(out, UPDATE_FILE)
  writeFileSync(path, `${JSON.stringify(facts, null, 2)}\n`)
  return path
}
