/** Thread entry: binds pages (join.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { bind } from './bind.ts'
import type { Part } from './join.ts'

const { parts, out } = workerData as { parts: Part[]; out: string }
await bind(parts, out)
parentPort?.postMessage('done')
