/**
 * The gate. TypeORM shares one connection on better-sqlite3: without the gate, two async callers share one transaction, and a
 * failing one takes the other's rows with it. The first test shows that loss, so the others are about something.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DataSource, type EntityManager } from 'typeorm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createGate, type Gate } from '../../src-main/db/gate.ts'
import { newFolder } from './world.ts'

let dir: string
let source: DataSource
let gate: Gate
beforeEach(async () => {
  dir = newFolder('gate')
  source = new DataSource({ type: 'better-sqlite3', driver: Database, database: join(dir, 'data.sqlite') })
  await source.initialize()
  await source.query('CREATE TABLE row (name TEXT NOT NULL, body BLOB)')
  gate = createGate(source)
})
afterEach(async () => {
  if (source.isInitialized) await source.destroy()
  rmSync(dir, { recursive: true })
})

type Write = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>

/** Resolves after every caller that could run has run: other work gets in between, as it does in the program. */
const pause = () => new Promise<void>(resolve => setImmediate(resolve))
const insert = (manager: EntityManager, name: string) => manager.query('INSERT INTO row (name) VALUES (?)', [name])

/** What is in the file, as another program sees it. */
function stored(): string[] {
  const file = new Database(join(dir, 'data.sqlite'), { readonly: true })
  const rows = file.prepare<[], { name: string }>('SELECT name FROM row ORDER BY rowid').all()
  file.close()
  return rows.map(row => row.name)
}

/** Two callers at once: one fails after the other has reported its row as saved. Answers what was reported. */
async function collide(write: Write): Promise<string[]> {
  const saved: string[] = []
  let good: Promise<unknown> | undefined
  const failing = write(async manager => {
    await insert(manager, 'failed')
    good = write(other => insert(other, 'good')).then(() => saved.push('good')) // the other caller comes meanwhile
    for (let i = 0; i < 10; i++) await pause()
    throw new Error('refused')
  })
  await Promise.allSettled([failing])
  await good
  return saved
}

describe('two callers at once', () => {
  test('without the gate, a row that was reported as saved is lost', async () => {
    expect(await collide(work => source.transaction(work))).toEqual(['good'])
    expect(stored()).not.toContain('good')
  })

  test('through the gate, what was reported is there, and what failed is not', async () => {
    expect(await collide(gate.write)).toEqual(['good'])
    expect(stored()).toEqual(['good'])
  })

  test('many callers, some of them failing: exactly the reported rows are there, in the order of the calls', async () => {
    const calls = Array.from({ length: 40 }, (_, i) =>
      gate.write(async manager => {
        await insert(manager, `${i}`)
        if (i % 3 === 0) await pause()
        if (i % 4 === 0) throw new Error('refused')
        return `${i}`
      }),
    )
    const reported = (await Promise.allSettled(calls)).flatMap(r => (r.status === 'fulfilled' ? [r.value] : []))
    expect(reported.length).toBe(30)
    expect(stored()).toEqual(reported)
  })
})

test('first come, first served; a read never sees half a transaction', async () => {
  const order: string[] = []
  const count = async () => (await gate.read(manager => manager.query('SELECT count(*) AS n FROM row')))[0].n as number
  const [, first, , second] = await Promise.all([
    gate.write(async manager => {
      for (let i = 0; i < 5; i++) {
        await insert(manager, 'a')
        await pause()
      }
      order.push('write 1')
    }),
    count().then(n => order.push('read 1') && n),
    gate.write(async manager => {
      await insert(manager, 'b')
      await pause()
      order.push('write 2')
    }),
    count().then(n => order.push('read 2') && n),
  ])
  expect(order).toEqual(['write 1', 'read 1', 'write 2', 'read 2'])
  expect([first, second]).toEqual([5, 6])
})

test('close waits for what was begun, refuses what comes after, and may be called twice', async () => {
  const writing = gate.write(async manager => {
    await pause()
    await insert(manager, 'late')
  })
  const closing = gate.close()
  await expect(gate.read(async () => 1)).rejects.toThrow('closed')
  await Promise.all([writing, closing, gate.close()])
  expect(source.isInitialized).toBe(false)
  expect(stored()).toEqual(['late'])
})

describe('a disk that is full', () => {
  /** SQLite's own limit stands in for the disk: it fails with the same SQLITE_FULL and rolls back by itself in the same way. */
  const full = async (write: Write) => {
    await source.query('PRAGMA max_page_count = 40')
    const attempt = write(async manager => {
      for (let i = 0; i < 100; i++) await manager.query(`INSERT INTO row VALUES ('big', randomblob(8000))`)
    })
    await expect(attempt).rejects.toThrow(/full|磁盘空间不足/)
    await source.query('PRAGMA max_page_count = 1000000')
  }
  const refused = (write: Write) =>
    write(async manager => {
      await insert(manager, 'refused')
      throw new Error('refused')
    }).catch(() => undefined)

  test('without the gate’s care, nothing saved after it would ever reach the file', async () => {
    const bare: Write = work => source.transaction(work)
    await full(bare)
    await refused(bare)
    await bare(manager => insert(manager, 'reported as saved'))
    await source.destroy()
    expect(stored()).toEqual([])
  })

  test('through the gate: the failed write left nothing, a refused one leaves nothing, the next is saved', async () => {
    await full(gate.write)
    await refused(gate.write)
    await gate.write(manager => insert(manager, 'saved'))
    expect(stored()).toEqual(['saved'])
    await gate.close()
    expect(stored()).toEqual(['saved'])
  })
})
