import { Flex, Form, Modal, Radio, Select, Switch, Typography } from 'antd'
import { useMemo, useState } from 'react'
import type { FormItem, FormMode } from '../../../src-shared/contract/form.ts'
import { useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'
import { PrinterPick } from '../print/PrinterChoice.tsx'
import { useJob } from '../print/useJob.ts'
import { usePrinter } from '../print/usePrinter.ts'
import { wholeWindow } from '../print/wholeWindow.ts'
import { FactsEditor } from './FactsEditor.tsx'
import { FormsActions } from './FormsActions.tsx'
import { FormsPreview } from './FormsPreview.tsx'
import type { Facts } from './fields.ts'
import './forms.css'
import { Notice } from './Notice.tsx'
import { useUnread } from './useUnread.ts'

interface Props {
  items: FormItem[]
  open: boolean
  onClose: () => void
}

/** 打印表单: the PDF itself beside the facts it is made of; several forms become one PDF. */
export function FormsDialog({ open, ...props }: Props) {
  return open ? <Dialog {...props} /> : null
}

export default FormsDialog

const MODES: { value: FormMode; label: string }[] = [
  { value: 'blank', label: '空白' },
  { value: 'prefilled', label: '预填表头' },
  { value: 'filled', label: '填写' },
]

/** A pause in typing before the pages are made anew. */
const PAUSE_MS = 500

function Dialog({ items: given, onClose }: Omit<Props, 'open'>) {
  const [mode, setMode] = useState<FormMode>(given[0]?.mode ?? 'blank')
  const [code, setCode] = useState(true)
  const [pageNumbers, setPageNumbers] = useState(true)
  const [shown, setShown] = useState(0)
  const [copies, setCopies] = useState(1)
  /** What was typed over the stored facts, by place in the list. */
  const [typed, setTyped] = useState<Record<number, Facts>>({})
  const { unread, tell } = useUnread()
  const printer = usePrinter('A4')
  const list = useCall('form.list', {})
  const info = (form: string) => list.data?.forms.find(one => one.key === form)

  const items = useMemo(
    () => given.map((item, i) => ({ ...item, mode, ...(typed[i] ? { facts: typed[i] as FormItem['facts'] } : {}) })),
    [given, mode, typed],
  )
  const settled = useDebounced(items, PAUSE_MS)
  const preparing = useJob('form.prepare', { items: settled, code, pageNumbers })
  const fresh = settled === items && !preparing.busy && !preparing.error
  const current = items[shown]
  const titleOf = (form: string) => info(form)?.title ?? ''

  return (
    <Modal
      open
      title={given.length === 1 && current ? titleOf(current.form) || '表单' : `表单　${given.length} 份合为一个文件`}
      onCancel={onClose}
      footer={null}
      width="min(1320px, calc(100vw - 24px))"
      styles={{ body: wholeWindow(104) }}
      mask={{ closable: false }}
    >
      <Flex gap={16} style={{ height: '100%' }}>
        <div className="form-options">
          <Radio.Group
            optionType="button"
            aria-label="填写方式"
            disabled={unread.size > 0} // the text that cannot be read must not go with its field
            value={mode}
            onChange={event => setMode(event.target.value)}
            options={MODES}
          />
          <Flex gap={16} style={{ margin: '8px 0' }}>
            <span>
              <Switch size="small" checked={code} onChange={setCode} aria-label="表单编号码" /> 表单编号码
            </span>
            <span>
              <Switch size="small" checked={pageNumbers} onChange={setPageNumbers} aria-label="页码" /> 页码
            </span>
          </Flex>
          {current && <Notice key={current.form} form={current.form} text={info(current.form)?.notice ?? ''} />}
          <Form layout="vertical" size="small">
            <PrinterPick {...printer} onPrinter={printer.choose} copies={copies} onCopies={setCopies} />
            {given.length > 1 && (
              <Form.Item label="修改哪一份" style={{ marginBottom: 8 }}>
                <Select
                  aria-label="修改哪一份"
                  disabled={unread.size > 0}
                  value={shown}
                  onChange={setShown}
                  options={given.map((item, i) => ({ value: i, label: `${i + 1}. ${titleOf(item.form)}` }))}
                />
              </Form.Item>
            )}
          </Form>
          {current &&
            (mode === 'blank' ? (
              <Typography.Text type="secondary">空白表只印官方文字，供手写。</Typography.Text>
            ) : (
              <FactsEditor
                key={shown}
                item={current}
                typed={typed[shown] ?? {}}
                onChange={facts => setTyped({ ...typed, [shown]: facts })}
                onRefused={tell}
              />
            ))}
        </div>
        <Flex vertical gap={12} style={{ flex: 1, minWidth: 0 }}>
          <FormsPreview preparing={preparing} />
          <FormsActions
            job={fresh && unread.size === 0 ? preparing.job : undefined}
            item={unread.size === 0 ? current : undefined}
            unread={unread}
            code={code}
            printer={printer.printer}
            way={printer.way}
            copies={copies}
          />
        </Flex>
      </Flex>
    </Modal>
  )
}
