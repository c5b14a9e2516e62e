/** Thread entry: reads one scan, page after page. What one page is, is sent before the next one is looked at; a bad page stops no other. */
import { parentPort, workerData } from 'node:worker_threads'
import { readCodes } from './codes.ts'
import { inkOf } from './grey.ts'
import { openPages } from './pages.ts'
import type { Message, Task } from './read.ts'

const send = (message: Message) => parentPort?.postMessage(message)
/** No page is tried longer than this, whatever is on it. */
const LONGEST = 2500 // ms

async function run({ path, known }: Task): Promise<void> {
  const pages = await openPages(path)
  send({ type: 'count', pages: pages.count })
  const done = new Set(known)
  for (let page = 1; page <= pages.count; page++) {
    if (done.has(page)) continue
    const began = performance.now()
    try {
      const { grey, picture } = await pages.page(page)
      const codes = await readCodes(grey, () => performance.now() - began > LONGEST)
      send({ type: 'page', page, codes, ink: inkOf(grey), picture, problem: '' })
    } catch (error) {
      send({ type: 'page', page, codes: [], ink: null, picture: null, problem: wordsOf(error) })
    }
  }
  pages.close()
}

/** Ours are in Chinese; a library's are not for people. */
const wordsOf = (error: unknown): string =>
  error instanceof Error && /\p{Script=Han}/u.test(error.message) ? error.message : '这一页不能读取'

run(workerData as Task).then(
  () => send({ type: 'done' }),
  error => send({ type: 'refused', detail: wordsOf(error) === '这一页不能读取' ? '文件已损坏' : wordsOf(error) }),
)
