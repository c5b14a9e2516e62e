import type Database from 'better-sqlite3'

export interface Said {
  sql: string
  params: unknown[]
}

/** The statements that the work reads with. */
export async function listen(work: () => Promise<unknown>, bare: InstanceType<typeof Database>): Promise<Said[]> {
  const prototype = Object.getPrototypeOf(bare.prepare('SELECT 1')) as {
    all(this: { source: string }, ...p: unknown[]): unknown
  }
  const { all } = prototype
  const said: Said[] = []
  prototype.all = function (...params) {
    said.push({ sql: this.source, params })
    return all.apply(this, params)
  }
  try {
    await work()
  } finally {
    prototype.all = all
  }
  if (said.length === 0) throw new Error('nothing was read')
  return said
}
