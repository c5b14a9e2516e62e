import { Button, Checkbox, Flex, Progress, Select, Typography } from 'antd'
import { type MouseEvent, useMemo, useRef, useState } from 'react'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import type { CheckLine, VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT } from '../../../../src-shared/labels.ts'
import { call, useCall } from '../../../api.ts'
import { PageFrame } from '../../../components/PageFrame.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'
import { roomName } from '../tags.tsx'
import { openTab } from '../VenuePage.tsx'
import { CurrentLine } from './CurrentLine.tsx'
import { EntryField, type EntryHandle } from './EntryField.tsx'
import { ExtraDialog } from './ExtraDialog.tsx'
import { FinishDialog } from './FinishDialog.tsx'
import { LineList } from './LineList.tsx'
import './count.css'
import { useCounting } from './useCounting.ts'
import { useScanner } from './useScanner.ts'
import { RESULTS, scopeOf } from './words.ts'

interface Props {
  check: VenueCheck
  venue: Venue
  lines: CheckLine[]
  onClosed: () => void
}

type Open = { what: 'extra'; text: string } | { what: 'finish' } | { what: 'abandon' } | null

const SCAN_KEY = 'count.scanConfirms'

/** The count: one field keeps the focus, Enter says 一致, and every step is saved before the next one. */
export function Counting({ check, venue, lines: loaded, onClosed }: Props) {
  const [room, setRoom] = useState<string>()
  const [pendingOnly, setPendingOnly] = useState(false)
  const [confirms, setConfirms] = useState<boolean>()
  const [open, setOpen] = useState<Open>(null)
  const field = useRef<EntryHandle>(null)
  const stored = useCall('setting.get', { key: SCAN_KEY })
  const scanConfirms = confirms ?? stored.data?.value === true

  const count = useCounting(
    check,
    loaded,
    line => (room === undefined || line.room === room) && (!pendingOnly || line.result === null),
  )
  const { lines, summary, cursor, pending, unknown } = count.state
  // The current line stays in sight also when the filter would leave it out.
  const shown = lines.filter(
    line =>
      line.no === cursor || ((room === undefined || line.room === room) && (!pendingOnly || line.result === null)),
  )
  const rooms = useMemo(() => [...new Set(loaded.map(line => line.room))], [loaded])
  const assetNos = useMemo(() => new Set(lines.map(line => line.assetNo.toLowerCase())), [lines])
  const line = lines.find(one => one.no === cursor)
  const focus = () => field.current?.focus()

  const isAssetNo = (text: string) => assetNos.has(text.toLowerCase())
  useScanner(isAssetNo, text => {
    // After F6 a label's model may be scanned: it is offered, and a hand says Enter.
    if (!isAssetNo(text) && field.current?.offer(text)) return
    field.current?.reset()
    count.scan(text, scanConfirms)
  })
  // Something scanned that is on no line is most likely a device beyond the list; one after another, each asked for.
  const [scannedExtra] = open === null ? unknown : []
  const close = () => {
    setOpen(null)
    if (scannedExtra !== undefined) count.next()
    count.forget()
    field.current?.focus()
  }
  const finish = () => void count.settled().then(() => setOpen({ what: 'finish' }))

  return (
    <PageFrame
      title={`核查　${venue.name}`}
      mark={<Typography.Text type="secondary">{scopeOf(check)}</Typography.Text>}
      extra={
        <>
          <Button danger onClick={() => setOpen({ what: 'abandon' })}>
            放弃这次核查
          </Button>
          <Button onClick={() => openTab(venue.id, 'check')}>先到这里（已保存）</Button>
          <Button type="primary" onClick={finish}>
            完成核查
          </Button>
        </>
      }
    >
      {/* A click on anything but a field leaves the focus where the keys and the scanner need it. */}
      <Flex vertical gap={8} style={{ height: '100%' }} onMouseDown={keepFocus}>
        <Flex gap={10} align="center" wrap>
          <Typography.Text strong className="num" aria-label="进度">
            {summary.done} / {summary.lines}
          </Typography.Text>
          <Progress
            percent={summary.lines ? (summary.done / summary.lines) * 100 : 0}
            showInfo={false}
            style={{ flex: 1, minWidth: 40, margin: 0 }}
          />
          <span className="num">
            {RESULTS.map(result => `${CHECK_RESULT[result]} ${summary[result]}`).join(' ')}
            {summary.extra > 0 && `（清单外 ${summary.extra}）`}
          </span>
          {rooms.length > 1 && (
            <Select
              size="small"
              allowClear
              showSearch
              placeholder="只看位置"
              aria-label="位置"
              style={{ width: 130 }}
              value={room}
              onChange={value => {
                setRoom(value)
                const first = lines.find(one => (value === undefined || one.room === value) && one.result === null)
                if (first) count.go(first.no)
                focus()
              }}
              options={rooms.map(value => ({ value, label: roomName(value) }))}
            />
          )}
          <Checkbox checked={pendingOnly} onChange={event => setPendingOnly(event.target.checked)}>
            只看未核查
          </Checkbox>
          <Checkbox
            checked={scanConfirms}
            onChange={event => {
              setConfirms(event.target.checked)
              call('setting.set', { key: SCAN_KEY, value: event.target.checked }).catch(showError)
            }}
          >
            扫到即记一致
          </Checkbox>
        </Flex>
        <div className="count-desk">
          <EntryField
            handle={field}
            count={count}
            line={line}
            scanConfirms={scanConfirms}
            isAssetNo={isAssetNo}
            paused={open !== null || scannedExtra !== undefined}
            onExtra={text => setOpen({ what: 'extra', text })}
            onFinish={finish}
          />
          <CurrentLine line={line} said={count.state.said} pending={pending} allDone={summary.done >= summary.lines} />
        </div>
        <LineList lines={shown} cursor={cursor} onPick={count.go} />
      </Flex>
      {(open?.what === 'extra' || scannedExtra !== undefined) && (
        <ExtraDialog
          key={scannedExtra}
          text={open?.what === 'extra' ? open.text : (scannedExtra ?? '')}
          waiting={unknown.length - (scannedExtra === undefined ? 0 : 1)}
          room={room ?? check.room ?? line?.room ?? ''}
          onAdd={count.addExtra}
          onClose={close}
        />
      )}
      {open?.what === 'finish' && <FinishDialog check={check} summary={summary} onDone={onClosed} onClose={close} />}
      <ReasonModal
        open={open?.what === 'abandon'}
        title="放弃这次核查"
        okText="放弃"
        onOk={async reason => {
          await count.settled()
          await call('venueCheck.abandon', { checkId: check.id, seen: check.seen, reason })
          done('已放弃，记录保留备查')
          onClosed()
        }}
        onClose={close}
      >
        <p>已核查的 {summary.done} 项保留备查，但不作为核查结果，也不能再继续。</p>
      </ReasonModal>
    </PageFrame>
  )
}

const FIELDS = 'input, textarea, select, .ant-select, .ant-modal, .ant-checkbox-wrapper'

function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && !event.target.closest(FIELDS)) event.preventDefault()
}
