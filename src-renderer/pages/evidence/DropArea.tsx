import { type CSSProperties, type DragEvent, type ReactNode, useState } from 'react'
import { usePaste } from '../../components/paste.ts'
import './evidence.css'

interface Props {
  /** Files and folders of the system that were let go here; null: nothing can be dropped now. */
  onFiles: ((files: File[]) => void) | null
  style?: CSSProperties
  children: ReactNode
}

/** A place to drop files and folders on, or to paste them; it shows itself while something is held over it. */
export function DropArea({ onFiles, style, children }: Props) {
  const { over, ...handlers } = useDrop(onFiles)
  usePaste(onFiles)
  return (
    <div {...handlers} className={over ? 'drop-here' : undefined} style={{ height: '100%', minHeight: 0, ...style }}>
      {children}
    </div>
  )
}

/** The handlers of such a place, for elements of their own kind. */
export function useDrop(onFiles: ((files: File[]) => void) | null) {
  const [over, setOver] = useState(false)
  return {
    over,
    onDragOver(event: DragEvent) {
      if (!onFiles || !event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      event.stopPropagation()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    },
    onDragLeave(event: DragEvent<HTMLElement>) {
      // Also fires when the pointer goes on to something inside.
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false)
    },
    onDrop(event: DragEvent) {
      setOver(false)
      if (!onFiles) return
      event.preventDefault()
      event.stopPropagation()
      const files = [...event.dataTransfer.files]
      if (files.length > 0) onFiles(files)
    },
  }
}
