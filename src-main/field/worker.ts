/** Thread entry: checks one file from the exam room. */
import { parentPort, workerData } from 'node:worker_threads'
import { checkField } from './check.ts'

parentPort?.postMessage(checkField(workerData.name, workerData.bytes))
