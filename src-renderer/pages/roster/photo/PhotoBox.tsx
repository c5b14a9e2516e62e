import { Alert, Button, Flex, Popconfirm } from 'antd'
import { type DragEvent, useState } from 'react'
import type { Supervisor } from '../../../../src-shared/contract/supervisor.ts'
import { call } from '../../../api.ts'
import { Photo } from '../../../components/Photo.tsx'
import { usePaste } from '../../../components/paste.ts'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'
import { PhotoDialog } from './PhotoDialog.tsx'

/** The photo of a dossier: drop a file on it, or press the button. */
export function PhotoBox({ person }: { person: Supervisor }) {
  const [open, setOpen] = useState(false)
  const [dropped, setDropped] = useState<File | null>(null)
  const locked = person.deletedAt !== null

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    const file = event.dataTransfer.files[0]
    if (!file || locked) return
    setDropped(file)
    setOpen(true)
  }
  usePaste(
    locked || open
      ? null
      : ([file]) => {
          setDropped(file ?? null)
          setOpen(true)
        },
  )
  const remove = () =>
    call('supervisor.removePhoto', { id: person.id, seen: person.seen }).then(() => done('照片已移除'), showError)
  const close = () => {
    setOpen(false)
    setDropped(null)
  }

  return (
    <section aria-label="照片" onDragOver={event => event.preventDefault()} onDrop={onDrop}>
      <Flex vertical gap={8} align="center" style={{ width: 140 }}>
        <Photo sha={person.photo} width={120} name={person.name} />
        {!locked && (
          <Flex gap={4}>
            <Button size="small" onClick={() => setOpen(true)}>
              {person.photo ? '更换照片' : '上传照片'}
            </Button>
            {person.photo && (
              <Popconfirm title="移除这张照片？" okText="移除" onConfirm={remove}>
                <Button size="small">移除</Button>
              </Popconfirm>
            )}
          </Flex>
        )}
        {person.photoWarnings.map(text => (
          <Alert key={text} type="warning" title={text} style={{ fontSize: 12, padding: '4px 8px' }} />
        ))}
      </Flex>
      {open && <PhotoDialog person={person} first={dropped} onClose={close} />}
    </section>
  )
}
