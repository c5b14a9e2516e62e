import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Flex, Tag, Typography } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { call, useCall } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock, showError } from '../../showError.tsx'
import { FactsPanel } from './FactsPanel.tsx'
import { Look } from './Look.tsx'
import { Masker } from './Masker.tsx'
import { lockText, viewOf } from './words.ts'

interface Props {
  /** The list that the file was opened from: 上一个, 下一个 walk it. */
  rows: readonly Pick<Evidence, 'id'>[]
  id: number
  onOpen: (id: number) => void
  onClose: () => void
  /** 以此校正时钟, where the times of media are looked at. */
  onClock?: () => void
}

const WIDTH = 1240

/** One file, as large as the window allows, with what describes it beside. */
export function Preview({ rows, id, onOpen, onClose, onClock }: Props) {
  const { data, error } = useCall('evidence.get', { id }, ['archive'])
  const file = data?.id === id ? data : undefined // never the facts of the one before
  const [busy, setBusy] = useState<'mask' | 'strike' | null>(null)
  const [dirty, setDirty] = useState({ facts: false, mask: false })
  const leave = useDirtyGuard(dirty.facts || dirty.mask)
  const here = rows.findIndex(row => row.id === id)
  const [before, after] = [rows[here - 1], here < 0 ? undefined : rows[here + 1]]
  const go = (to: Pick<Evidence, 'id'> | undefined) =>
    to &&
    leave(() => {
      setBusy(null)
      setDirty({ facts: false, mask: false })
      onOpen(to.id)
    })
  // On the window: the focus may lie on the page behind, from where the drawer was opened.
  const walk = useRef<(key: string) => void>(() => {})
  walk.current = key => void go(key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey && !event.ctrlKey && !isBusy(event.target)) walk.current(event.key)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <Drawer
      open
      rootClassName="look-drawer"
      size={Math.min(WIDTH, window.innerWidth - 24)}
      onClose={() => leave(onClose)}
      title={<Title file={file} />}
      styles={{ body: { padding: 12, display: 'flex', flexDirection: 'column', gap: 8 } }}
      extra={
        <Flex gap={8}>
          <Button icon={<LeftOutlined />} aria-label="上一件（←）" disabled={!before} onClick={() => go(before)} />
          <Button icon={<RightOutlined />} aria-label="下一件（→）" disabled={!after} onClick={() => go(after)} />
          {file?.takenAt && onClock && <Button onClick={onClock}>以此校正时钟</Button>}
          {file && !file.destroyed && <Actions file={file} busy={busy} onBusy={setBusy} />}
        </Flex>
      }
    >
      {error && !file && <ErrorBlock error={error} />}
      {file && <Locked file={file} />}
      {file && (
        <div className="look-beside">
          {busy === 'mask' ? (
            <Masker
              key={id}
              file={file}
              onDirty={mask => setDirty(old => ({ ...old, mask }))}
              onClose={() => setBusy(null)}
            />
          ) : (
            <Look key={id} file={file} />
          )}
          <FactsPanel
            key={`${id}|${file.frozen}`}
            file={file}
            onDirty={facts => setDirty(old => ({ ...old, facts }))}
          />
        </div>
      )}
      {file && (
        <ReasonModal
          open={busy === 'strike'}
          title={`剔除 ${file.code}`}
          okText="剔除"
          onOk={async reason => {
            await call('evidence.strike', { ids: [id], seen: [file.seen], reason })
            done('已剔除')
            onClose()
          }}
          onClose={() => setBusy(null)}
        >
          <p>剔除后不再计入槽位，也不进入事后督导包；操作日志保留编号和原因。</p>
        </ReasonModal>
      )}
    </Drawer>
  )
}

function Title({ file }: { file?: Evidence }) {
  if (!file) return '资料'
  return (
    <Flex gap={8} align="center" style={{ minWidth: 0 }}>
      <span className="num">{file.code}</span>
      <Typography.Text ellipsis={{ tooltip: file.title }} style={{ minWidth: 0, fontWeight: 'normal' }}>
        {file.title}
      </Typography.Text>
      {file.boxes.length > 0 && <Tag>遮盖 {file.boxes.length} 处</Tag>}
    </Flex>
  )
}

interface ActionProps {
  file: Evidence
  busy: 'mask' | 'strike' | null
  onBusy: (busy: 'mask' | 'strike' | null) => void
}

function Actions({ file, busy, onBusy }: ActionProps) {
  const lock = lockText(file)
  return (
    <>
      {viewOf(file.type) === 'image' && (
        <Button disabled={busy === 'mask'} onClick={() => onBusy('mask')}>
          遮盖
        </Button>
      )}
      <Button onClick={() => call('evidence.open', { id: file.id }).catch(showError)}>用系统程序打开</Button>
      <Button
        onClick={() =>
          call('evidence.saveAs', { id: file.id }).then(saved => saved && done(`已保存：${saved.path}`), showError)
        }
      >
        另存
      </Button>
      <Button danger disabled={lock !== null} title={lock ?? undefined} onClick={() => onBusy('strike')}>
        剔除
      </Button>
    </>
  )
}

function Locked({ file }: { file: Evidence }) {
  const lock = lockText(file)
  return lock && <Alert type="warning" showIcon title={lock} />
}

/** Arrow keys that somebody else needs: fields, players, boxes that are moved, dialogs on top. */
const OTHERS = 'input, textarea, video, audio, [data-keys], .ant-select, .ant-modal, .ant-picker'
const isBusy = (target: EventTarget | null) => target instanceof Element && target.closest(OTHERS) !== null
