/** Thread entry: hashes piece after piece as they are given (hasher.ts). */
import { createHash } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { DONE, END, FINISH, GIVEN, LENGTHS, PIECE, type Shared, SLOTS } from './hasher.ts'

const { control, slots, digest } = workerData as Shared
let hash = createHash('sha256')
for (let done = 0; ; ) {
  Atomics.wait(control, GIVEN, done)
  const slot = done % SLOTS
  const length = Atomics.load(control, LENGTHS + slot)
  if (length === END) break
  if (length === FINISH) {
    digest.set(hash.digest())
    hash = createHash('sha256')
  } else hash.update(slots.subarray(slot * PIECE, slot * PIECE + length))
  done += 1
  Atomics.store(control, DONE, done)
  Atomics.notify(control, DONE)
}
