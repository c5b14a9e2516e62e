/** Evidence as tiles; a picture or film opens over the page, anything else in a tab of its own. */
import type { ViewerEvidence } from '../src-main/package/viewerIndex.ts'
import { h, link, size } from './dom.ts'

const PAGE = 300 // tiles at once: a batch may have thousands of photos

export function tiles(list: ViewerEvidence[]): HTMLElement {
  const box = h('div', { class: 'tiles' })
  const more = h('button', { type: 'button', class: 'more', onclick: () => show() })
  const show = () => {
    const from = box.childElementCount
    box.append(...list.slice(from, from + PAGE).map((entry, i) => tile(entry, () => open(list, from + i))))
    const rest = list.length - box.childElementCount
    more.textContent = `再显示 ${Math.min(PAGE, rest)} 件（共 ${list.length} 件）`
    more.hidden = rest === 0
  }
  show()
  return h('div', {}, box, more)
}

function tile(entry: ViewerEvidence, onOpen: () => void): HTMLElement {
  const { path, thumbnail, code, title, type, bytes } = entry
  const picture =
    thumbnail === null
      ? h('span', { class: 'kind' }, kindOf(entry))
      : h('img', { src: link(thumbnail), alt: '', loading: 'lazy', decoding: 'async' })
  const onclick = (event: Event) => {
    if (!isMedia(type)) return // the link opens it
    event.preventDefault()
    onOpen()
  }
  return h(
    'a',
    { href: link(path), target: '_blank', rel: 'noopener', class: 'tile', title: `${code} ${title}`, onclick },
    h('span', { class: 'picture' }, picture),
    h('b', {}, code),
    h('span', { class: 'title' }, title),
    h('small', {}, `${kindOf(entry)} · ${size(bytes)}`),
  )
}

/** The picture or film at `place`, with its neighbours within reach (← →). */
function open(list: ViewerEvidence[], place: number): void {
  const media = list.filter(({ type }) => isMedia(type))
  const first = list[place]
  let at = first ? media.indexOf(first) : 0
  const stage = h('div', { class: 'stage' })
  const caption = h('p', {})
  const turn = (step: number) => {
    const entry = media[at + step]
    if (!entry) return
    at += step
    const src = link(entry.path)
    stage.replaceChildren(
      entry.type.startsWith('video/')
        ? h('video', { src, controls: true, autoplay: true })
        : h('img', { src, alt: entry.title }),
    )
    caption.textContent = `${entry.code} ${entry.title}（${at + 1}/${media.length}） SHA-256 ${entry.sha256}`
  }
  const dialog = h(
    'dialog',
    {
      onclose: () => dialog.remove(), // also stops a film
      onkeydown: event => {
        const step = event instanceof KeyboardEvent ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : undefined
        if (step !== undefined && !(event.target instanceof HTMLVideoElement)) turn(step)
      },
    },
    stage,
    caption,
    h(
      'p',
      { class: 'turn' },
      h('button', { type: 'button', onclick: () => turn(-1) }, '上一件'),
      h('button', { type: 'button', onclick: () => turn(1) }, '下一件'),
      h('button', { type: 'button', onclick: () => dialog.close() }, '关闭'),
    ),
  )
  turn(0)
  document.body.append(dialog)
  dialog.showModal()
}

const isMedia = (type: string): boolean => /^(image\/(jpeg|png|gif|webp|bmp)|video\/)/.test(type)

export function kindOf({ type, path }: ViewerEvidence): string {
  if (type === 'application/pdf') return 'PDF'
  if (type.startsWith('image/')) return '图片'
  if (type.startsWith('video/')) return '视频'
  return /\.(\w{1,5})$/.exec(path)?.[1]?.toUpperCase() ?? '文件'
}
