/** Thread entry: checks one database file (fullCheck.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { fullCheck } from './fullCheck.ts'

parentPort?.postMessage(fullCheck(workerData as string))
