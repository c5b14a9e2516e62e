/** What the program is, and a text about it for whoever helps: no names, numbers or paths of persons. */
import { readdir, readFile, statfs } from 'node:fs/promises'
import { arch, freemem, homedir, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Context } from '../context.ts'

const TABLES = ['supervisor', 'card', 'batch', 'evidence', 'venue', 'contest', 'audit'] as const

export async function about(ctx: Context): Promise<Output<'app.about'>> {
  const folder = join(ctx.resourcesDir, 'licenses')
  const names = await readdir(folder).catch(() => [] as string[])
  const licenses: { name: string; text: string }[] = []
  for (const name of names.filter(file => file.endsWith('.txt')).sort())
    licenses.push({ name, text: (await readFile(join(folder, name), 'utf8')).slice(0, 2_000_000) })
  return { build: buildOf(), licenses, diagnostics: await diagnostics(ctx) }
}

const buildOf = (): string => {
  const { electron, chrome, node } = process.versions as Record<string, string | undefined>
  return [electron && `Electron ${electron}`, chrome && `Chromium ${chrome}`, `Node ${node}`].filter(Boolean).join('，')
}

async function diagnostics(ctx: Context): Promise<string> {
  const counts = await ctx.db.read(async manager => {
    const rows: string[] = []
    for (const table of TABLES) {
      const found = (await manager.query(`SELECT count(*) AS n FROM ${table}`).catch(() => [])) as { n: number }[]
      if (found[0]) rows.push(`${table} ${found[0].n}`)
    }
    return rows.join('，')
  })
  const mb = (n: number) => `${Math.round(n / 1024 ** 2)} MB`
  const space = await statfs(ctx.dataDir).catch(() => undefined)
  const incidents = (await readdir(join(ctx.dataDir, 'logs')).catch(() => [] as string[])).filter(name =>
    name.endsWith('.log'),
  )
  return [
    `内督管家 ${ctx.version}（${buildOf()}）`,
    `系统 ${process.platform} ${release()} ${arch()}，内存 ${mb(totalmem())}，可用 ${mb(freemem())}`,
    `数据位置 ${ctx.dataDir.replace(homedir(), '<用户文件夹>')}，磁盘剩余 ${space ? mb(space.bavail * space.bsize) : '不明'}`,
    `密钥由${ctx.vault.keeper === 'os' ? '操作系统' : '数据文件夹'}保管`,
    `记录 ${counts}`,
    `日志文件 ${incidents.length} 个（在数据文件夹的 logs 中，不含个人信息）`,
  ].join('\n')
}
