import type { EntityManager } from 'typeorm'
import { SLOTS } from '../../../src-shared/domain/evidence.ts'
import type { FiledPaper } from '../../../src-shared/forms/dossiers.ts'

/** Files of a batch as they are filed: by slot in the order of §4, then by number. Struck out and 已销毁 ones are no papers any more. */
export async function filedPapers(manager: EntityManager, batchId: number): Promise<FiledPaper[]> {
  const rows = (await manager.query(
    `SELECT slot, code, title, author, on_date AS "on", CASE WHEN type LIKE 'image/%' AND type <> 'image/tiff' THEN 1 ELSE page_count END AS pages
     FROM evidence WHERE batch_id = ? AND struck_at IS NULL AND destruction_id IS NULL ORDER BY seq, id`,
    [batchId],
  )) as FiledPaper[]
  const order = new Map(SLOTS.map(({ slot }, i) => [slot as string, i]))
  const at = ({ slot }: FiledPaper) => order.get(slot) ?? SLOTS.length
  return rows.toSorted((a, b) => at(a) - at(b))
}
