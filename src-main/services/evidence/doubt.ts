/** Files of a batch that lie in the archive and are not what they should be: empty, without their end, called by what no paper can print. */
import { closeSync, openSync } from 'node:fs'
import type { EntityManager } from 'typeorm'
import type { Context } from '../../context.ts'
import { LACKS_END, lacksEnd } from '../../files/ending.ts'
import { osReason } from '../../files/reason.ts'
import { inFile } from '../../media/bytes.ts'
import { unprintable } from '../../print/unprintable.ts'

export interface Doubt {
  slot: string
  /** 「P3_001 实施方案：PDF 没有结尾…」 */
  text: string
}

// Contents never change: what was once looked at is known for good.
const known = new Map<string, boolean>()

export async function doubtsOf(
  { files, resourcesDir }: Pick<Context, 'files' | 'resourcesDir'>,
  manager: EntityManager,
  batchId: number,
): Promise<Doubt[]> {
  const rows = (await manager.query(
    `SELECT slot, code, title, file, bytes, type FROM evidence
     WHERE batch_id = ? AND struck_at IS NULL AND destruction_id IS NULL ORDER BY slot, seq`,
    [batchId],
  )) as { slot: string; code: string; title: string; file: string; bytes: number; type: string }[]
  return rows.flatMap(({ slot, code, title, file, bytes, type }) => {
    const chars = unprintable(title, resourcesDir)
    const problems = [
      ...(bytes === 0 ? ['文件是空的'] : []),
      ...(type === 'application/pdf' && isCut(files.path(file), { file, bytes }) ? [LACKS_END] : []),
      ...(chars.length > 0 ? [`题名中的 ${chars.join('、')} 打印不出来，纸面上以 〓 代替`] : []),
    ]
    return problems.map(problem => ({ slot, text: `${code} ${title}：${problem}` }))
  })
}

function isCut(path: string, { file, bytes }: { file: string; bytes: number }): boolean {
  const before = known.get(file)
  if (before !== undefined) return before
  try {
    const open = openSync(path, 'r')
    try {
      const cut = lacksEnd(inFile(open, bytes))
      known.set(file, cut)
      return cut
    } finally {
      closeSync(open)
    }
  } catch (error) {
    if (osReason(error) === undefined) throw error
    return false // missing, or not readable: 封存 and 固化检查 say so themselves
  }
}
