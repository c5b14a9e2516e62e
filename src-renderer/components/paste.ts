import { useEffect, useRef } from 'react'
import { feedback } from '../feedback.ts'

type Taker = (files: File[]) => void

/** Who takes pasted files now: the one that came up last (a dialog before the page below it). */
const takers: Taker[] = []

/** Takes files and pictures that are pasted while this is on the screen; null: nothing can be taken now. */
export function usePaste(onFiles: Taker | null): void {
  const newest = useRef(onFiles)
  newest.current = onFiles
  const able = onFiles !== null
  useEffect(() => {
    if (!able) return
    const taker: Taker = files => newest.current?.(files)
    takers.push(taker)
    return () => {
      takers.splice(takers.indexOf(taker), 1)
    }
  }, [able])
}

const PICTURE = '粘贴的图片.png'

/** A screenshot is called image.png by the system. */
const named = (file: File): File => (file.name === 'image.png' ? new File([file], PICTURE, { type: file.type }) : file)

/** True for a picture of the clipboard, which lies in no file. */
export const isPastedPicture = (file: File): boolean => file.name === PICTURE

const TYPED = 'input:not([type=file]), textarea, [contenteditable]'

/**
 * Pasting anywhere: pictures and files go to whoever takes them, a block of cells never lands whole in one field. Office programs copy a picture
 * beside the text: in a field the text counts.
 */
export function watchPaste(): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const { clipboardData: data, target } = event
    if (!data || !(target instanceof Element)) return
    const text = data.getData('text/plain')
    const typing = target.matches(TYPED)
    const files = [...data.files]
    if (files.length > 0 && !(typing && text !== '')) {
      const taker = takers.at(-1)
      if (!taker) return
      event.preventDefault()
      taker(files.map(named))
      return
    }
    if (!typing || target instanceof HTMLTextAreaElement) return
    const block = blockOf(text)
    if (block === null) return
    event.preventDefault()
    event.stopPropagation()
    feedback().message.warning(
      `剪贴板里是 ${block.rows} 行 ${block.columns} 列的表格，一个输入框放不下，没有粘贴。请只复制一个单元格，或用「导入」收入整张表`,
      6,
    )
  }
  window.addEventListener('paste', onPaste, true)
  return () => window.removeEventListener('paste', onPaste, true)
}

/** Rows and columns of copied cells; null for what is one cell or plain text. */
export function blockOf(text: string): { rows: number; columns: number } | null {
  const lines = text.replace(/(?:\r?\n)+$/, '').split(/\r?\n/)
  const columns = Math.max(...lines.map(line => line.replace(/^\t+|\t+$/g, '').split('\t').length))
  const filled = lines.filter(line => line.trim() !== '').length
  return filled > 1 || columns > 1 ? { rows: filled, columns } : null
}
