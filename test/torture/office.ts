/** What is attacked: an office with people, cards, a batch with papers of every kind, backups, a second place, a package and a container. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fullBatch } from '../main/package-office.ts'
import { addCarded, addPerson, addPhoto, idNumber } from '../main/people.ts'
import { createWorld, newFolder } from '../main/world.ts'

export const PASSWORD = '交接口令2026'

export interface Base {
  /** Everything of this run; removed at its end. */
  root: string
  /** The data folder, closed and whole. */
  dir: string
  batchId: number
  zip: string // a full package of the batch
  container: string // 备份.ndbak
  backup: string // a copy of the database
}

export async function makeBase(): Promise<Base> {
  const root = newFolder('torture')
  const dir = join(root, 'data')
  const world = await createWorld({ dir })
  const { batchId } = await fullBatch(world)
  for (let i = 0; i < 12; i++) {
    const over = {
      name: `李${'一二三四五六七八九十甲乙'[i]}`,
      note: '记'.repeat(40 * i),
      idNumber: idNumber('1985-05-05', '男', 20 + i),
    }
    const { id } = i % 3 === 0 ? (await addCarded(world, over)).person : await addPerson(world, over)
    if (i % 2 === 0) await addPhoto(world, id)
  }
  const place = newFolder('torture-place')
  world.answers.open.push(place)
  await world.call('backup.choosePlace', {})
  await world.call('backup.toPlace', {})
  const zip = join(root, 'package.zip')
  world.answers.save.push(zip)
  await world.call('package.export', { batchId, kind: 'full', form: 'zip', receiver: '' })
  const handed = newFolder('torture-handover')
  world.answers.open.push(handed)
  const handover = await world.call('handover.export', { from: '甲', to: '乙', witness: '', password: PASSWORD })
  await world.call('backup.clearPlace', {})
  await world.close()
  const [backup = ''] = readdirSync(join(dir, 'backups')).filter(name => name.endsWith('.sqlite'))
  return {
    root,
    dir,
    batchId,
    zip,
    container: join(handover?.path ?? '', '备份.ndbak'),
    backup: join(dir, 'backups', backup),
  }
}

export const bytesOf = (path: string): Buffer => readFileSync(path)
