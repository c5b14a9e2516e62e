import { h } from '../src-viewer/dom.ts'
import type { Store } from './store.ts'

/** 清除本机草稿, asked twice: on a borrowed phone nothing should stay behind. */
export function clearPanel(store: Store, settled: () => Promise<void>): HTMLElement {
  const button = h('button', { type: 'button', onclick: () => ask() }, '清除本机草稿')
  const ask = () => {
    if (button.textContent !== '确认清除') {
      button.textContent = '确认清除'
      says.textContent = '清除后不能恢复；请先保存结果文件。再点一次清除。'
      return
    }
    void settled()
      .then(() => store.clear())
      .then(
        () => location.reload(),
        () => {
          says.textContent = '没有清除。请在浏览器设置中清除本页的数据。'
        },
      )
  }
  const says = h('p', { class: 'note', role: 'status' })
  return h('section', { class: 'clear' }, button, says)
}
