import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createBackend } from '../backend.ts'
import { writeSamples } from '../forms/samples.ts'
import { headless } from '../headless.ts'
import { runArchive } from './archive.ts'
import { runBatch } from './batch.ts'
import { caller, type Office, title } from './call.ts'
import { runPaper } from './paper.ts'
import { runRoster } from './roster.ts'
import { runVenue } from './venue.ts'

/**
 * The main jobs without a window: the same calls that the window makes, on the sample data, with their results on disk. The day
 * is fixed, because who is over age, near the end of a term or late depends on it.
 */
const root = resolve(import.meta.dirname, '..', '..')
const out = resolve(process.argv[2] ?? join(root, 'demo-output'))
const sample = join(root, 'resources', 'sample')

const started = performance.now()
await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })

const clock = { now: new Date(2026, 10, 23, 9, 30) }
const answers: { open: string[]; save: string[] } = { open: [], save: [] }
const seams = headless({ ...answers, clock: () => clock.now, user: '演示' })
// Each step says which files it answers the next dialogs with.
const next = (list: string[], what: string) => async () => {
  const path = list.shift()
  if (path === undefined) throw new Error(`the demo has no answer to «${what}»`)
  return path
}
seams.dialogs = {
  openFile: next(answers.open, '打开文件'),
  openFiles: async () => [await next(answers.open, '打开文件')()],
  openFolder: next(answers.open, '打开文件夹'),
  saveFile: next(answers.save, '保存文件'),
  dropped: async () => [],
}

const backend = await createBackend({
  dataDir: join(out, 'data'),
  resourcesDir: join(root, 'resources'),
  version: 'demo',
  seams,
})
try {
  const office: Office = {
    call: caller(backend),
    at: name => join(out, name),
    sample: name => join(sample, name),
    open: path => answers.open.push(path),
    save: path => answers.save.push(path),
    goTo: date => {
      clock.now = new Date(`${date}T09:30:00`)
    },
  }
  await runRoster(office)
  await runVenue(office)
  await runBatch(office)
  await runPaper(office)
  await runArchive(office)

  title('表单 forms/（附件3–7 和内部表单，空白与填写，PDF 与 Word）')
  const photo = await readFile(join(sample, 'portraits', 'DSC_1200.jpg'))
  const { files, pages } = await writeSamples(join(out, 'forms'), { photo })
  console.log(`${files} 个文件，PDF 共 ${pages} 页`)

  const log = await office.call('audit.verify', {})
  console.log(`\n操作日志 ${log.events} 条，${log.broken === null ? '校验链完整' : `第 ${log.broken} 条起不符`}`)
  console.log(`用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒，结果在 ${out}`)
} finally {
  await backend.close()
}
