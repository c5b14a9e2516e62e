import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, ROOT, type Running, scratch, started } from './app.ts'

const place = scratch()
const ORIGIN = 'https://neidu.invalid/'
let running: Running
let outside: Server
const hits: string[] = []
let remote = ''

beforeAll(async () => {
  outside = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('<script>document.title = "outside"</script>')
  })
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
  remote = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  running = await launch({ user: place.path('user'), data: place.path('data') })
  expect(await started(running.window)).toEqual({ phase: 'ready' })
})
afterAll(async () => {
  await running.close()
  outside.close()
  place.remove()
})

describe('the window is a closed room', () => {
  test('it runs sandboxed, isolated, without Node, under our own origin', async () => {
    expect(running.window.url()).toBe(ORIGIN)
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents: object | undefined = BrowserWindow.getAllWindows()[0]?.webContents
      return (contents as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences() // not in Electron's types
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    })
    expect(preferences).not.toMatchObject({ webSecurity: false })
    const seen = await running.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(name => name in globalThis),
    )
    expect(seen).toEqual([])
  })

  test('the bridge has its six members, and a page cannot change them', async () => {
    const bridge = await running.window.evaluate(() => {
      const before = neidu.call
      try {
        Object.assign(neidu, { call: () => 'mine', more: 1 })
      } catch {}
      return { members: Object.keys(neidu).sort(), same: neidu.call === before }
    })
    expect(bridge).toEqual({ members: ['call', 'drop', 'on', 'platform', 'recover', 'start'], same: true })
  })

  test('inline script and text that would become script do not run', async () => {
    const result = await running.window.evaluate(async () => {
      const refused: string[] = []
      document.addEventListener('securitypolicyviolation', event => refused.push(event.violatedDirective))
      const marks = globalThis as { inline?: boolean; handler?: boolean; timed?: boolean }
      const script = document.createElement('script')
      script.textContent = 'globalThis.inline = true'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'globalThis.handler = true')
      const failed = new Promise(resolve => image.addEventListener('error', resolve))
      image.src = '/photo/none'
      document.body.append(image)
      await failed
      setTimeout('globalThis.timed = true' as unknown as () => void)
      await new Promise(resolve => setTimeout(resolve))
      return { refused, ran: [marks.inline, marks.handler, marks.timed].filter(Boolean) }
    })
    expect(result.ran).toEqual([])
    expect(result.refused).toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr', 'script-src']))
  })

  test('nothing leaves: no fetch, socket, picture, frame, script, beacon or form reaches a server', async () => {
    const outcomes = await running.window.evaluate(async remote => {
      const blocked: string[] = []
      document.addEventListener('securitypolicyviolation', event => blocked.push(event.effectiveDirective))
      const element = (tag: string, attribute: string) =>
        new Promise<string>(resolve => {
          const node = document.createElement(tag)
          node.addEventListener('error', () => resolve('error'))
          node.addEventListener('load', () => resolve(tag === 'iframe' ? 'error' : 'load')) // a blocked frame loads an error page
          node.setAttribute(attribute, `${remote}/${tag}`)
          document.body.append(node)
        })
      const socket = new Promise<string>(resolve => {
        try {
          const ws = new WebSocket(`${remote.replace('http', 'ws')}/ws`)
          ws.onerror = () => resolve('error')
          ws.onopen = () => resolve('open')
        } catch {
          resolve('error')
        }
      })
      const form = document.createElement('form')
      form.action = `${remote}/form`
      form.method = 'post'
      document.body.append(form)
      form.submit()
      navigator.sendBeacon(`${remote}/beacon`, 'x')
      return {
        fetch: await fetch(`${remote}/fetch`).then(
          () => 'reached',
          () => 'error',
        ),
        secure: await fetch('https://example.com/').then(
          () => 'reached',
          () => 'error',
        ),
        img: await element('img', 'src'),
        script: await element('script', 'src'),
        iframe: await element('iframe', 'src'),
        socket: await socket,
      }
    }, remote)
    expect(outcomes).toEqual({
      fetch: 'error',
      secure: 'error',
      img: 'error',
      script: 'error',
      iframe: 'error',
      socket: 'error',
    })
    expect(hits).toEqual([])
  })

  test('even the session itself reaches no network, should a policy ever be missing', async () => {
    const reached = await running.app.evaluate(
      async ({ net }, remote) => ({
        http: await net.fetch(remote).then(
          () => 'reached',
          () => 'blocked',
        ),
        https: await net.fetch('https://example.com/').then(
          answer => answer.status,
          () => 'blocked',
        ),
      }),
      remote,
    )
    // https is answered by main itself: not found, and nobody was asked.
    expect(reached).toEqual({ http: 'blocked', https: 404 })
    expect(hits).toEqual([])
  })

  test('the page does not go elsewhere and opens nothing', async () => {
    const opened = await running.window.evaluate(remote => {
      const link = document.createElement('a')
      link.href = `${remote}/link`
      link.target = '_blank'
      document.body.append(link)
      link.click()
      const result = [open(`${remote}/open`), open('/'), open('file:///etc/passwd')].map(w => w === null)
      location.href = `${remote}/location`
      return result
    }, remote)
    expect(opened).toEqual([true, true, true])
    await running.window.evaluate(() => {
      location.href = 'file:///etc/passwd'
    })
    await running.window.evaluate(() => location.assign('/photo/none'))
    expect(running.app.windows()).toHaveLength(1)
    expect(running.window.url()).toBe(ORIGIN)
    expect(await started(running.window)).toEqual({ phase: 'ready' })
    expect(hits).toEqual([])
  })

  test('no permission is given: notifications, place, clipboard', async () => {
    const answers = await running.window.evaluate(async () => ({
      notify: await Notification.requestPermission(),
      place: await new Promise(resolve =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          error => resolve(error.code),
        ),
      ),
      read: await navigator.clipboard.readText().then(
        () => 'given',
        error => error.name,
      ),
    }))
    expect(answers).toEqual({ notify: 'denied', place: 1, read: 'NotAllowedError' })
  })
})

describe('what the main process answers', () => {
  test.each([
    ['a route that is not there', 'no.such', 'ROUTE_UNKNOWN'],
    ['an inherited name', 'toString', 'ROUTE_UNKNOWN'],
    ['the prototype', '__proto__', 'ROUTE_UNKNOWN'],
    ['a number', 7, 'INPUT_INVALID'],
    ['an object', { length: 1 }, 'INPUT_INVALID'],
    ['nothing', null, 'INPUT_INVALID'],
    ['a long text', 'x'.repeat(100_000), 'INPUT_INVALID'],
  ])('%s is refused in words', async (_what, route, code) => {
    const answer = await running.window.evaluate(route => neidu.call('id', route as string, {}), route)
    expect(answer).toMatchObject({ ok: false, error: { code, remedy: expect.stringMatching(/\p{Script=Han}/u) } })
  })

  test('input of another shape is refused by field, and a flood by size', async () => {
    const answers = await running.window.evaluate(async () => [
      await neidu.call('1', 'app.info', { more: 1 }),
      await neidu.call('2', 'app.setOperator', { name: new Uint8Array(129 * 1024 * 1024) }),
      await neidu.call('', 'app.info', {}),
    ])
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } })
  })

  test('an unknown recovery is refused', async () => {
    const refused = running.window.evaluate(() => neidu.recover('delete' as 'retry'))
    await expect(refused).rejects.toThrow('refused')
  })

  test('another window, even with our preload and our page, is not answered', async () => {
    const preload = join(ROOT, 'out', 'preload', 'preload.cjs')
    const answer = await running.app.evaluate(
      async ({ BrowserWindow }, { url, preload }) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        const ask = async (address: string) => {
          await other.loadURL(address)
          return other.webContents.executeJavaScript(
            "Promise.allSettled([neidu.start(), neidu.call('1', 'app.info', {})]).then(all => all.map(one => String(one.reason).includes('refused')))",
          )
        }
        const answers = [await ask(url), await ask('data:text/html,<p>')]
        other.destroy()
        return answers
      },
      { url: ORIGIN, preload },
    )
    expect(answer).toEqual([
      [true, true],
      [true, true],
    ])
  })
})
