import { Alert, Button, Checkbox, Flex, Input, Typography } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { RECORD_PHASES } from '../../../../src-shared/domain/coverage.ts'
import type { Finding } from '../../../../src-shared/domain/rules.ts'
import { isRemark } from '../../../../src-shared/domain/seal.ts'
import { RECORD_PHASE } from '../../../../src-shared/labels.ts'
import { asCallError, call } from '../../../api.ts'
import { Findings } from '../../../components/Findings.tsx'
import { readUpload } from '../../../components/files.tsx'
import { PageFrame } from '../../../components/PageFrame.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { DateField } from '../../../components/typed/DateField.tsx'
import { useDirtyGuard } from '../../../components/useDirtyGuard.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done, feedback } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { showError } from '../../../showError.tsx'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { RecordTag } from '../tags.tsx'
import { FillRow } from './FillRow.tsx'
import { groupsOf, numberText, remarkPrefix, wording } from './items.ts'
import { KeyHelp } from './KeyHelp.tsx'
import { OtherHand } from './OtherHand.tsx'
import { About, type RecordProps, recordTitle } from './RecordPage.tsx'
import { Sections } from './Sections.tsx'
import { type Saving, useDraft } from './useDraft.ts'

const SAVED: Record<Saving, string> = { saved: '已自动保存', waiting: '正在保存…', failed: '没有保存' }
const BADGE = 'badge'
const MAX_MB = 50

/** The form of 附件3 without the mouse: Y and N tick, Enter goes on, a 否 asks for its words at once. */
export function FillRecord({ record, batch, back }: RecordProps) {
  const { today } = useSession()
  const { draft, change, flush, saving, seen, other, decide } = useDraft(record)
  const [refused, setRefused] = useState<Finding[]>([])
  const [discarding, setDiscarding] = useState(false)
  /** The date field is empty or cannot be read; the draft still has the former one. */
  const [undated, setUndated] = useState(false)
  useDirtyGuard(undated)
  const { run } = useTask()
  const [leaving, setLeaving] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const attachTo = useRef('')
  const groups = groupsOf(record.kind)
  const rows = [BADGE, ...draft.items.map(item => item.number)]
  const answered = draft.items.filter(item => item.answer !== null).length + (draft.badge === null ? 0 : 1)

  const focus = (row: string | undefined, part: 'answer' | 'remark' = 'answer') => {
    const place = row === undefined ? '[data-opinion]' : `[data-row="${row}"] [data-${part}]`
    const target = box.current?.querySelector<HTMLElement>(place)
    target?.focus()
    target?.closest('fieldset')?.scrollIntoView({ block: 'nearest' }) // clear of the heading that sticks to the top
  }
  // What comes up with a tick is focused once it is there.
  const [wanted, setWanted] = useState<{ row: string } | null>(null)
  useEffect(() => {
    if (wanted) box.current?.querySelector<HTMLElement>(`[data-row="${wanted.row}"] [data-remark]`)?.focus()
  }, [wanted])
  const atStart = useRef(rows.find(row => isOpen(row)))
  useEffect(() => {
    const row = box.current?.querySelector(`[data-row="${atStart.current}"]`)
    const place = row?.querySelector<HTMLElement>('[data-remark]') ?? row?.querySelector<HTMLElement>('[data-answer]')
    place?.focus()
  }, [])

  function isOpen(row: string): boolean {
    if (row === BADGE) return draft.badge === null
    const item = draft.items.find(one => one.number === row)
    return !item || item.answer === null || (item.answer === 'no' && !isRemark(item.remark))
  }
  const move = (row: string, by: 1 | -1) => focus(rows[Math.max(0, rows.indexOf(row) + by)])
  const setItem = (number: string, part: { answer?: 'yes' | 'no'; remark?: string }) =>
    change({ items: draft.items.map(item => (item.number === number ? { ...item, ...part } : item)) })
  const tick = (row: string, answer: 'yes' | 'no') => {
    if (row === BADGE) return change({ badge: answer })
    const remark = draft.items.find(item => item.number === row)?.remark ?? ''
    if (answer === 'yes') return setItem(row, { answer, remark: isRemark(remark) ? remark : '' })
    setItem(row, { answer, remark: remark === '' ? remarkPrefix(row) : remark })
    setWanted({ row })
  }
  const attach = async (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > MAX_MB * 1024 * 1024) return void feedback().message.error(`文件超过 ${MAX_MB} MB，请压缩后再选`)
    const number = attachTo.current
    const upload = await readUpload(chosen)
    const saved = await run('正在存入佐证', options =>
      call('supervision.attach', { id: record.id, number, file: upload }, options),
    )
    if (saved) done('已存入佐证')
    focus(number)
  }
  const seal = async () => {
    if (undated) return box.current?.querySelector<HTMLElement>('[aria-label="督导日期"]')?.focus()
    if (!(await flush())) return
    try {
      await call('supervision.seal', { id: record.id, seen: seen() })
      done('已封存')
    } catch (error) {
      const { findings = [] } = asCallError(error).data
      if (findings.length === 0) return showError(error)
      setRefused(findings as Finding[]) // contract: refusals carry findings
      const first = rows.find(isOpen)
      focus(
        first,
        first !== BADGE && draft.items.some(item => item.number === first && item.answer === 'no')
          ? 'remark'
          : 'answer',
      )
    }
  }
  // In an effect after the guard's own: by then it knows that nothing is unsaved any more.
  const away = useRef(back)
  away.current = back
  useEffect(() => {
    if (leaving && saving === 'saved') away.current()
  }, [leaving, saving])
  // Ctrl+Enter seals from anywhere inside the form.
  const sealing = useRef(seal)
  sealing.current = seal
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      if (!(event.target instanceof Node) || !box.current?.contains(event.target)) return
      event.preventDefault()
      void sealing.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const row = (number: string, title: string, text: string) => {
    const item = draft.items.find(one => one.number === number)
    return (
      <FillRow
        key={number}
        row={number}
        title={title}
        text={text}
        answer={number === BADGE ? draft.badge : (item?.answer ?? null)}
        remark={item?.remark}
        evidence={record.evidence.filter(one => one.number === number).map(one => one.file)}
        missing={refused.length > 0 && isOpen(number)}
        onTick={answer => tick(number, answer)}
        onRemark={remark => setItem(number, { remark })}
        onMove={by => move(number, by)}
        onAttach={() => {
          attachTo.current = number
          file.current?.click()
        }}
      />
    )
  }

  return (
    <PageFrame
      title={recordTitle(record)}
      mark={
        <Flex gap={8} align="center">
          <RecordTag state={record.state} />
          <Typography.Text type={saving === 'failed' ? 'danger' : 'secondary'} role="status">
            {SAVED[saving]}
          </Typography.Text>
        </Flex>
      }
      extra={
        <>
          <Button onClick={() => (undated ? seal() : flush().then(setLeaving))}>返回批次</Button>
          <Button danger type="text" onClick={() => setDiscarding(true)}>
            删除草稿
          </Button>
          <FormsButton subject={{ kind: 'record', id: record.id }} />
          <Button type="primary" onClick={seal}>
            封存
          </Button>
        </>
      }
      filters={
        <Flex justify="space-between" gap={8} wrap style={{ width: '100%' }}>
          <About record={record} batch={batch} />
          <strong className="num" role="status">
            已勾选 {answered} / {rows.length}
          </strong>
        </Flex>
      }
    >
      <div ref={box}>
        <Flex gap={24} wrap align="center" style={{ marginBottom: 8 }}>
          <Flex gap={8} align="center">
            督导日期
            <div style={{ width: 170 }}>
              <DateField
                aria-label="督导日期"
                max={today}
                value={draft.on}
                onChange={on => {
                  setUndated(on === null)
                  if (on) change({ on })
                }}
              />
            </div>
          </Flex>
          <Flex gap={8} align="center">
            覆盖阶段
            <Checkbox.Group
              value={draft.phases}
              options={RECORD_PHASES.map(value => ({ value, label: RECORD_PHASE[value] }))}
              onChange={next => next.length > 0 && change({ phases: RECORD_PHASES.filter(one => next.includes(one)) })}
            />
          </Flex>
        </Flex>
        <KeyHelp />
        {other && <OtherHand mine={draft} theirs={other.theirs} fields={other.fields} onDecide={decide} />}
        {refused.length > 0 && (
          <Alert
            type="error"
            showIcon
            title="还不能封存"
            description={<Findings list={refused} compact />}
            style={{ marginBottom: 8 }}
          />
        )}
        {row(BADGE, '佩证', '督导时佩戴督导员证卡（第十七条）')}
        <Sections groups={groups} row={item => row(numberText(item), numberText(item), wording(item))} />
        <section style={{ padding: '8px 0 16px' }}>
          <Typography.Text strong>意见：存在问题</Typography.Text>
          <Input.TextArea
            data-opinion
            aria-label="存在问题"
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            placeholder="没有可不填；封存时每个「否」自动登记为问题，进入整改"
            value={draft.opinion}
            onChange={event => change({ opinion: event.target.value })}
            style={{ marginTop: 6 }}
          />
        </section>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="佐证文件"
          onChange={event => {
            const [chosen] = event.target.files ?? []
            event.target.value = ''
            void attach(chosen)
          }}
        />
      </div>
      <ReasonModal
        open={discarding}
        title="删除草稿"
        okText="删除草稿"
        onOk={async reason => {
          if (!(await flush())) return
          await call('supervision.discard', { id: record.id, seen: seen(), reason })
          done('草稿已删除')
          back()
        }}
        onClose={() => setDiscarding(false)}
      >
        <p>草稿不再显示；操作日志保留原因。已封存的版本不受影响。</p>
      </ReasonModal>
    </PageFrame>
  )
}
