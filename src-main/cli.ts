import { resolve } from 'node:path'
import { z } from 'zod'
import { routes } from '../src-shared/contract/index.ts'
import { AppError } from '../src-shared/errors.ts'
import { createBackend } from './backend.ts'
import { headless } from './headless.ts'

const USAGE = `用法：
  npm run cli -- routes                                       列出全部功能和输入格式
  npm run cli -- --data 文件夹 [--open 文件]… [--save 文件]… 功能 'JSON' [功能 'JSON']…
--open、--save 依次回答程序要打开、要保存的文件。结果以 JSON 写到标准输出；进度写到标准错误。
几个功能依次执行，一个被拒绝就停下；后面的输入可以用前面的结果："$1.importId" 是第 1 个结果的 importId。`

/** The same backend from a terminal: calls in order, one JSON out for each. Exit code 0 done, 1 refused, 2 wrong usage. */
async function main(args: string[]): Promise<number> {
  if (args[0] === 'routes') {
    for (const [name, { input }] of Object.entries(routes)) {
      console.log(`${name} ${JSON.stringify(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }))}`)
    }
    return 0
  }
  const options = parse(args)
  if (!options) {
    console.error(USAGE)
    return 2
  }
  try {
    const backend = await createBackend({
      dataDir: resolve(options.data),
      resourcesDir: resolve(import.meta.dirname, '../resources'),
      version: 'cli',
      seams: headless({ open: options.open, save: options.save }),
    })
    backend.on(event => {
      if (event.type === 'masked') console.error('填写的文字里有身份证号或手机号：操作日志里已遮盖')
      if (event.type === 'progress') console.error(`${event.label} ${event.done}/${event.total || '…'}`)
    })
    const results: unknown[] = []
    let refused = false
    for (const { route, input } of options.calls) {
      const result = await backend.call('cli', route, filledIn(input, results))
      console.log(JSON.stringify(result.ok ? result.value : result.error, bytesAsBase64, 2))
      refused = !result.ok
      if (refused) break
      results.push(result.ok ? result.value : null)
    }
    await backend.close()
    return refused ? 1 : 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.log(JSON.stringify(error.data, null, 2))
    return 1
  }
}

interface Options {
  data: string
  open: string[]
  save: string[]
  calls: { route: string; input: unknown }[]
}

function parse(args: string[]): Options | null {
  const options: Options = { data: '', open: [], save: [], calls: [] }
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg !== '--data' && arg !== '--open' && arg !== '--save') {
      rest.push(arg)
      continue
    }
    const value = args[++i]
    if (value === undefined) return null
    if (arg === '--data') options.data = value
    else options[arg === '--open' ? 'open' : 'save'].push(resolve(value))
  }
  try {
    for (let i = 0; i < rest.length; i++) {
      const route = rest[i] ?? ''
      if (options.calls.length > 0 && !route.includes('.')) return null // a word too many
      const json = rest[i + 1]?.trimStart().startsWith('{') ? rest[++i] : undefined
      options.calls.push({ route, input: JSON.parse(json ?? '{}') })
    }
  } catch {
    return null
  }
  return options.data && options.calls.length > 0 ? options : null
}

const RESULT = /^\$(\d+)((?:\.\w+)*)$/

/** Puts results of earlier calls where an input names them: "$1.importId", "$2.rows.0.id". */
function filledIn(input: unknown, results: readonly unknown[]): unknown {
  if (Array.isArray(input)) return input.map(value => filledIn(value, results))
  if (typeof input === 'object' && input !== null) {
    return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, filledIn(value, results)]))
  }
  const named = typeof input === 'string' ? RESULT.exec(input) : null
  if (!named) return input
  const path = (named[2] ?? '').split('.').filter(part => part !== '')
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    results[Number(named[1]) - 1],
  )
}

const bytesAsBase64 = (_key: string, value: unknown) =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value

process.exitCode = await main(process.argv.slice(2))
