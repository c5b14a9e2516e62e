import { PaperClipOutlined } from '@ant-design/icons'
import { Button, Flex, Input } from 'antd'
import type { KeyboardEvent } from 'react'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'

interface Props {
  row: string
  /** As printed: its number, or a word. */
  title: string
  text: string
  answer: 'yes' | 'no' | null
  /** Absent: this row has none. */
  remark?: string
  evidence: { sha256: string; name: string }[]
  /** What keeps the record from being sealed. */
  missing: boolean
  onTick: (answer: 'yes' | 'no') => void
  onRemark: (remark: string) => void
  onMove: (by: 1 | -1) => void
  onAttach: () => void
}

const YES = ['y', '1', 'ArrowLeft']
const NO = ['n', '2', 'ArrowRight']

/** One item: 是 and 否 exclude each other; the keys work while one of the two has the focus. */
export function FillRow(props: Props) {
  const { row, title, text, answer, remark, evidence, missing, onTick, onRemark, onMove, onAttach } = props
  const asks = answer === 'no' || (remark ?? '') !== ''

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (YES.includes(key)) onTick('yes')
    else if (NO.includes(key)) onTick('no')
    else if (key === ' ') onTick(answer === 'yes' ? 'no' : 'yes')
    else if (key === 'Enter' || key === 'ArrowDown') onMove(1)
    else if (key === 'ArrowUp') onMove(-1)
    else if (key === 'f' && remark !== undefined) onAttach()
    else return
    event.preventDefault()
  }
  const onRemarkKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && !event.shiftKey) onMove(1)
    else if (event.key === 'Escape')
      event.currentTarget.closest('fieldset')?.querySelector<HTMLElement>('[data-answer]')?.focus()
    else return
    event.preventDefault()
  }
  const radio = (value: 'yes' | 'no', word: string) => (
    <label className={`record-answer record-${value}`}>
      <input
        type="radio"
        name={`answer-${row}`}
        checked={answer === value}
        // The one that takes the focus of the row.
        data-answer={answer === value || (answer === null && value === 'yes') ? '' : undefined}
        onChange={() => onTick(value)}
        onKeyDown={onKey}
      />
      {word}
    </label>
  )

  return (
    <fieldset
      className={`record-row${missing ? ' record-missing' : ''}`}
      data-row={row}
      aria-label={`${title} ${text}`}
    >
      <span className="record-number num">{title}</span>
      <span className="record-text">{text}</span>
      <span className="record-answers">
        {radio('yes', '是')}
        {radio('no', '否')}
      </span>
      <Flex gap={4} align="center" className="record-files">
        {evidence.map(one => (
          <AttachmentLink key={one.sha256} file={one} />
        ))}
        {remark !== undefined && (
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            icon={<PaperClipOutlined />}
            aria-label={`给第 ${title} 项添加佐证`}
            title="添加佐证（F）"
            onClick={onAttach}
          />
        )}
      </Flex>
      {asks && remark !== undefined && (
        <Input.TextArea
          data-remark
          className="record-remark"
          aria-label={`第 ${title} 项备注`}
          maxLength={500}
          autoSize={{ minRows: 1, maxRows: 6 }}
          status={missing ? 'error' : undefined}
          value={remark}
          onFocus={event => event.target.setSelectionRange(event.target.value.length, event.target.value.length)}
          onChange={event => onRemark(event.target.value)}
          onKeyDown={onRemarkKey}
        />
      )}
    </fieldset>
  )
}
