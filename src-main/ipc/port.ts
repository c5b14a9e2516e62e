/**
 * Question and answer between two processes, the same at both ends. Values travel by structured clone (bytes stay bytes).
 * Expected failures are part of an answer's value; an error here is a bug and travels as its text only.
 */
export interface Wire {
  send(message: unknown): void
  receive(listener: (message: unknown) => void): void
}

export interface Link {
  /** Rejects when the other end failed or is gone. */
  ask(name: string, ...args: unknown[]): Promise<unknown>
  tell(name: string, value: unknown): void
  /** The other end is gone: all open questions are rejected with this, and later ones too. */
  cut(reason: Error): void
}

type Message =
  | { kind: 'ask'; id: number; name: string; args: unknown[] }
  | { kind: 'answer'; id: number; value?: unknown; error?: string }
  | { kind: 'tell'; name: string; value?: unknown }

/**
 * @param answers what the other end may ask, by name; anything else is refused
 * @param heard what the other end tells without being asked
 */
export function connect(
  wire: Wire,
  answers: Record<string, (...args: never[]) => unknown>,
  heard: (name: string, value: unknown) => void = () => {},
): Link {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  let gone: Error | undefined

  const answer = async (id: number, name: string, args: unknown[]) => {
    try {
      const handler = Object.hasOwn(answers, name) ? answers[name] : undefined
      if (!handler) throw new Error(`nobody answers ${name}`)
      wire.send({ kind: 'answer', id, value: await handler(...(args as never[])) })
    } catch (error) {
      wire.send({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) })
    }
  }

  wire.receive(message => {
    if (!isMessage(message)) return
    if (message.kind === 'ask') void answer(message.id, message.name, message.args)
    else if (message.kind === 'tell') heard(message.name, message.value)
    else {
      const waiting = open.get(message.id)
      open.delete(message.id)
      if (message.error === undefined) waiting?.resolve(message.value)
      else waiting?.reject(new Error(message.error))
    }
  })

  return {
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone)
        const id = ++lastId
        open.set(id, { resolve, reject })
        try {
          wire.send({ kind: 'ask', id, name, args })
        } catch (error) {
          open.delete(id) // not cloneable: nothing was sent, so nothing will be answered
          reject(error)
        }
      }),
    tell: (name, value) => wire.send({ kind: 'tell', name, value }),
    cut(reason) {
      gone = reason
      for (const waiting of open.values()) waiting.reject(reason)
      open.clear()
    },
  }
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  if (value.kind === 'tell') return 'name' in value && typeof value.name === 'string'
  if (!('id' in value) || typeof value.id !== 'number') return false
  if (value.kind === 'answer') return true
  return (
    value.kind === 'ask' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'args' in value &&
    Array.isArray(value.args)
  )
}
