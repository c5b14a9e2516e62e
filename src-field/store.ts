import type { State } from './state.ts'

/** The draft in this browser. `refused`: it may not be kept here (private window, settings, a chat program's preview). */
export interface Store {
  refused: boolean
  saved: State | null
  put(state: State): Promise<void>
  clear(): Promise<void>
}

const TABLE = 'drafts'

/** Photos need more room than localStorage has. One draft for each page (`ref`); pages of one folder share the browser's store under file://. */
export async function openStore(ref: string): Promise<Store> {
  try {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('neidu-field', 1)
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
      request.onblocked = () => reject(new Error('blocked'))
    })
    const ask = <T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const turn = db.transaction(TABLE, mode)
        const request = work(turn.objectStore(TABLE))
        turn.oncomplete = () => resolve(request.result)
        turn.onabort = () => reject(turn.error)
      })
    const saved: State | undefined = await ask('readonly', table => table.get(ref))
    return {
      refused: false,
      saved: saved ?? null,
      put: async state => void (await ask('readwrite', table => table.put(state, ref))),
      clear: async () => void (await ask('readwrite', table => table.delete(ref))),
    }
  } catch {
    // Whatever the reason: the page says so, and the result file takes the place of the draft.
    const none = () => Promise.reject(new Error('refused'))
    return { refused: true, saved: null, put: none, clear: async () => undefined }
  }
}
