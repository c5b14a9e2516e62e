import { h } from '../src-viewer/dom.ts'
import { shrink } from './photo.ts'
import type { Photo, State } from './state.ts'

const MOST = 60 // of all items: 20 MB to be sent

/** The photos of one item: taken or chosen, shown, taken back. */
export function photosOf(number: string, state: State, changed: () => void): HTMLElement {
  const list = h('div', { class: 'photos' })
  const says = h('p', { class: 'alert', role: 'alert' })
  const show = () =>
    list.replaceChildren(...state.photos.filter(photo => photo.number === number).map(photo => tile(photo)))
  const tile = (photo: Photo): HTMLElement => {
    const address = URL.createObjectURL(photo.blob)
    return h(
      'figure',
      {},
      h('img', { src: address, alt: photo.name, onload: () => URL.revokeObjectURL(address) }),
      h(
        'button',
        {
          type: 'button',
          'aria-label': `去掉照片 ${photo.name}`,
          onclick: () => {
            state.photos.splice(state.photos.indexOf(photo), 1)
            show()
            changed()
          },
        },
        '去掉',
      ),
    )
  }
  const add = async (files: File[]) => {
    says.textContent = ''
    for (const file of files) {
      if (state.photos.length >= MOST) {
        says.textContent = `最多 ${MOST} 张照片。`
        return
      }
      try {
        state.photos.push({ number, name: file.name.slice(-120) || '照片', blob: await shrink(file) })
      } catch {
        says.textContent = `「${file.name}」打不开：请改用 JPG 照片（手机相机设置中选「兼容性最佳」）。`
        continue
      }
      show()
      changed()
    }
  }
  const input = h('input', {
    type: 'file',
    accept: 'image/*',
    multiple: true,
    hidden: true,
    'aria-label': number === '' ? '整份记录的照片' : `第 ${number} 项照片`,
    onchange: () => {
      const files = [...(input.files ?? [])]
      input.value = ''
      void add(files)
    },
  })
  show()
  return h(
    'div',
    {},
    list,
    h('button', { type: 'button', class: 'add', onclick: () => input.click() }, '照片'),
    input,
    says,
  )
}
