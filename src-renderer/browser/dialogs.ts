import type { Question } from '../../src-shared/wire.ts'
import css from './dialogs.css?inline'
import type { Sent } from './upload.ts'

/** What a chooser can answer with. */
interface Answer {
  send(files: Sent[], progress: (share: number) => void, signal: AbortSignal): Promise<void>
  /** A folder of this PC by its path; null: nothing. */
  place(path: string | null): void
}

// The page's own style sheets know nothing of this script.
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)

const shown = new Map<number, { dialog: HTMLDialogElement; say(text: string): void }>()

const MANY = { file: '选择文件…', files: '选择文件…', folder: '选择文件夹…' }

/**
 * A dialog of the program in the page. The browser's own chooser opens by the button in it: a page may open one only some seconds after a click, and the
 * program may think longer than that.
 */
export function showChooser(question: Question & { ask: number }, answer: Answer): void {
  const { dialog, body, foot } = frame(question.title)
  const note = element('p', { role: 'status', className: 'browser-note' })
  const stop = new AbortController()
  const cancel = button('取消', () => {
    stop.abort()
    answer.place(null)
  })

  if (question.kind !== 'place') {
    const input = element('input', { type: 'file', hidden: true, ariaLabel: question.title })
    input.multiple = question.kind === 'files'
    input.webkitdirectory = question.kind === 'folder'
    input.accept = question.extensions.map(each => `.${each}`).join()
    const choose = button(MANY[question.kind], () => input.click(), true)
    const bar = element('progress', { hidden: true, max: 1, ariaLabel: '已发送' })
    input.addEventListener('change', async () => {
      const files = [...(input.files ?? [])].map(file => ({ file, path: file.webkitRelativePath || file.name }))
      if (files.length === 0) return
      choose.disabled = true
      bar.hidden = false
      note.textContent = `正在读取 ${files.length} 个文件…`
      try {
        await answer.send(
          files,
          share => {
            bar.value = share
          },
          stop.signal,
        )
      } catch {
        if (stop.signal.aborted) return
        choose.disabled = false
        bar.hidden = true
        note.textContent = '文件没有传完，请重新选择。'
      }
    })
    body.append(choose, input, bar)
  }
  if (question.kind === 'place' || question.kind === 'folder') {
    const label = element('label', {
      textContent: question.kind === 'folder' ? '或填写这台电脑上的文件夹' : '这台电脑上的文件夹',
    })
    const path = element('input', { type: 'text', placeholder: '完整路径，例如 D:\\资料', spellcheck: false })
    label.append(path)
    const form = element('form', {})
    form.append(label, element('button', { textContent: '使用这个文件夹', type: 'submit' }))
    form.addEventListener('submit', event => {
      event.preventDefault()
      answer.place(path.value.trim())
    })
    body.append(form)
  }
  body.append(note)
  foot.append(cancel)
  dialog.addEventListener('cancel', event => {
    event.preventDefault()
    cancel.click()
  })
  shown.set(question.ask, {
    dialog,
    say(text) {
      note.textContent = text
    },
  })
  dialog.showModal()
}

/** The question is answered; or, with a text, it is not, and the dialog says why. */
export function closeDialog(ask: number, refusal: string | null): void {
  const known = shown.get(ask)
  if (refusal !== null) {
    known?.say(refusal)
    return
  }
  shown.delete(ask)
  known?.dialog.remove()
}

/** A folder of this PC, which a page cannot open. */
export function showPlace(path: string): void {
  const { dialog, body, foot } = frame('所在文件夹')
  body.append(element('p', { textContent: path }))
  foot.append(button('知道了', () => dialog.remove(), true))
  dialog.showModal()
}

/** Nothing can be done any more in this page; what was typed can still be read behind it. */
export function showLost(): void {
  const { dialog, body, foot } = frame('与程序的连接已断开')
  body.append(
    element('p', { textContent: '程序已退出，或电脑曾经休眠。已保存的内容没有变化。程序在运行时，可以重新连接。' }),
  )
  foot.append(button('重新连接', () => location.reload(), true))
  dialog.showModal()
}

function frame(title: string): { dialog: HTMLDialogElement; body: HTMLElement; foot: HTMLElement } {
  const dialog = element('dialog', { className: 'browser-dialog', ariaLabel: title })
  const body = element('div', {})
  const foot = element('footer', {})
  dialog.append(element('h2', { textContent: title }), body, foot)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  return { dialog, body, foot }
}

function button(text: string, press: () => void, primary = false): HTMLButtonElement {
  const made = element('button', { textContent: text, type: 'button', className: primary ? 'primary' : '' })
  made.addEventListener('click', press)
  return made
}

const element = <T extends keyof HTMLElementTagNameMap>(
  name: T,
  facts: Partial<HTMLElementTagNameMap[T]>,
): HTMLElementTagNameMap[T] => Object.assign(document.createElement(name), facts)
