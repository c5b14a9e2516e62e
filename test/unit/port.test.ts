import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { connect, type Link, type Wire } from '../../src-main/ipc/port.ts'

const channels: MessageChannel[] = []
afterEach(() => {
  for (const channel of channels.splice(0)) channel.port1.close()
})

/** Two ends over a real structured-clone channel. */
function pair(
  left: Parameters<typeof connect>[1],
  right: Parameters<typeof connect>[1],
  heard?: (name: string, value: unknown) => void,
) {
  const channel = new MessageChannel()
  channels.push(channel)
  const wire = (port: MessageChannel['port1']): Wire => ({
    send: message => port.postMessage(message),
    receive: listener => port.on('message', listener),
  })
  return { a: connect(wire(channel.port1), left, heard), b: connect(wire(channel.port2), right), raw: channel.port2 }
}

describe('the port between two processes', () => {
  test('both ends ask and answer, and bytes stay bytes', async () => {
    const { a, b } = pair({ twice: (n: number) => n * 2 }, { first: (bytes: Uint8Array) => bytes.subarray(0, 2) })
    expect(await b.ask('twice', 21)).toBe(42)
    expect(await a.ask('first', new Uint8Array([7, 8, 9]))).toEqual(new Uint8Array([7, 8]))
  })

  test('answers find their question when they come in another order', async () => {
    const gates: (() => void)[] = []
    const { a } = pair(
      {},
      {
        wait: (n: number) => new Promise(resolve => gates.push(() => resolve(n))),
        go: () => gates.reverse().forEach(open => void open()),
      },
    )
    const all = Promise.all([a.ask('wait', 1), a.ask('wait', 2), a.ask('wait', 3)])
    await a.ask('go')
    expect(await all).toEqual([1, 2, 3])
  })

  test('a handler that throws, a name nobody answers, and an inherited name reject at the asker only', async () => {
    const { a } = pair({}, { fall: () => Promise.reject(new Error('why')), well: () => 'fine' })
    await expect(a.ask('fall')).rejects.toThrow('why')
    await expect(a.ask('nothing')).rejects.toThrow('nobody answers nothing')
    await expect(a.ask('toString')).rejects.toThrow('nobody answers toString')
    expect(await a.ask('well')).toBe('fine')
  })

  test('what cannot be cloned is refused at once, on either side', async () => {
    const { a } = pair({}, { give: () => () => 1, well: () => 'fine' })
    await expect(a.ask('well', () => 1)).rejects.toThrow(/could not be cloned/)
    await expect(a.ask('give')).rejects.toThrow(/could not be cloned/)
    expect(await a.ask('well')).toBe('fine')
  })

  test('cut answers every open question, and later ones', async () => {
    const { a } = pair({}, { never: () => new Promise(() => {}) })
    const open = a.ask('never')
    a.cut(new Error('gone'))
    await expect(open).rejects.toThrow('gone')
    await expect(a.ask('never')).rejects.toThrow('gone')
  })

  test('tells are heard; messages of another shape are ignored', async () => {
    const heard: unknown[] = []
    const { a, b, raw } = pair({}, { well: () => 'fine' }, (name, value) => heard.push([name, value]))
    for (const bad of [
      null,
      7,
      {},
      { kind: 'ask' },
      { kind: 'ask', id: 1 },
      { kind: 'answer' },
      { kind: 'tell' },
      { kind: 'answer', id: 99, value: 1 },
    ])
      raw.postMessage(bad)
    b.tell('event', { type: 'day' })
    await settled(a)
    expect(heard).toEqual([['event', { type: 'day' }]])
  })
})

/** Messages keep their order: when this is answered, those before it have arrived. */
const settled = (link: Link) => link.ask('well')
