/** A second reading of RFC 8493, sharing no code with the program: what makes the folder `bag` no valid bag, or an empty list. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export function bagitErrors(bag: string): string[] {
  const errors: string[] = []
  const demand = (ok: boolean, why: string) => ok || errors.push(why)
  const text = (name: string) => readFileSync(join(bag, name), 'utf8')
  const all = readdirSync(bag, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(bag, join(entry.parentPath, entry.name)).split(sep).join('/'))

  // 2.1.1: exactly two lines, no BOM.
  demand(text('bagit.txt') === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', '2.1.1 bagit.txt')
  // 2.1.2: a payload directory.
  demand(existsSync(join(bag, 'data')), '2.1.2 data/')
  // 2.1.3: every payload file once, paths with / from the bag's root.
  const listed = manifest(text('manifest-sha256.txt'))
  const payload = all.filter(name => name.startsWith('data/'))
  demand(same(Object.keys(listed), payload), '2.1.3 the manifest lists exactly the payload')
  // 2.2.1: tag files, but no tag manifest.
  const tags = manifest(text('tagmanifest-sha256.txt'))
  demand(!('tagmanifest-sha256.txt' in tags), '2.2.1 a tag manifest lists no tag manifest')
  demand('manifest-sha256.txt' in tags && 'bagit.txt' in tags && 'bag-info.txt' in tags, '2.2.1 tag files listed')
  for (const [name, digest] of [...Object.entries(listed), ...Object.entries(tags)]) {
    if (!existsSync(join(bag, name))) errors.push(`missing ${name}`)
    else
      demand(
        createHash('sha256')
          .update(readFileSync(join(bag, name)))
          .digest('hex') === digest,
        `changed ${name}`,
      )
  }
  // 2.2.2: Payload-Oxum once, bytes and count.
  const oxum = text('bag-info.txt').match(/^Payload-Oxum: (.*)$/gm)
  const bytes = payload.reduce((sum, name) => sum + readFileSync(join(bag, name)).length, 0)
  demand(oxum?.length === 1 && oxum[0] === `Payload-Oxum: ${bytes}.${payload.length}`, '2.2.2 Payload-Oxum')
  demand(/^(\S[^:]*: .*\n)+$/.test(text('bag-info.txt')), '2.2.2 bag-info.txt')
  return errors
}

function manifest(text: string): Record<string, string> {
  const lines: Record<string, string> = {}
  for (const line of text.split('\n').slice(0, -1)) {
    const space = line.indexOf(' ')
    const name = line.slice(space).trimStart().replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
    if (!/^[0-9a-f]{64}$/.test(line.slice(0, space)) || name in lines) throw new Error(`not a manifest line: ${line}`)
    lines[name] = line.slice(0, space)
  }
  return lines
}

const same = (a: string[], b: string[]): boolean => JSON.stringify(a.sort()) === JSON.stringify(b.sort())
