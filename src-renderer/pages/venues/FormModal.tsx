import { Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CallOptions } from '../../api.ts'
import { showFields } from '../../components/showFields.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { type Edited, useEdit } from '../../components/useEdit.tsx'
import { useTask } from '../../components/useTask.tsx'

interface Props<V extends object> {
  title: string
  okText: string
  danger?: boolean
  width?: number
  /** Prefix of the fields' ids. */
  name: string
  initial: V
  form?: FormInstance<V>
  /** False where a scanner's Enter may come by: only the button submits. */
  enterSubmits?: boolean
  /** The row that is edited: compared with what somebody else may have written meanwhile. */
  edited?: Edited<V>
  /** Rejects when the values are refused: the dialog stays, and says why at the fields. `seen`: the state that was edited. */
  submit: (values: V, options: CallOptions, seen: string) => Promise<unknown>
  /** After a success, or when the user gave up. */
  onClose: () => void
  children: ReactNode
}

/** A dialog with a form that is written in one step. Enter submits; unsaved entries are asked about. */
export function FormModal<V extends object>(props: Props<V>) {
  const { title, okText, danger, width = 520, name, initial, edited, submit, onClose, children } = props
  const { enterSubmits = true } = props
  const [own] = Form.useForm<V>()
  const form = props.form ?? own
  const { run, running } = useTask()
  const [start] = useState(initial)
  const { save, other } = useEdit(form, name, start, edited)
  const [dirty, setDirty] = useState(false)
  const [saved, setSaved] = useState(false)
  const leave = useDirtyGuard(dirty)
  const close = useRef(onClose)
  close.current = onClose

  // In an effect after the guard's own: by then it knows that nothing is unsaved any more.
  useEffect(() => {
    if (saved) close.current()
  }, [saved])

  const finish = (values: V) =>
    run(`正在${okText}`, async options => {
      try {
        if (!(await save({ ...start, ...values }, (said, seen) => submit(said, options, seen)))) return
        setDirty(false)
        setSaved(true)
      } catch (error) {
        showFields(form, error)
      }
    })

  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ danger }}
      confirmLoading={running}
      onOk={form.submit}
      onCancel={() => leave(onClose)}
      mask={{ closable: false }}
    >
      <Form
        form={form}
        name={name}
        layout="vertical"
        initialValues={start}
        onFinish={finish}
        onValuesChange={(_, values) => setDirty(!same({ ...start, ...values }, start))}
      >
        {other}
        {children}
        {/* Enter in any field submits. */}
        {enterSubmits && <button type="submit" hidden />}
      </Form>
    </Modal>
  )
}

/** What was typed and taken back is no change. Files are compared by identity. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]))
  if (!isPlain(a) || !isPlain(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(key => same(a[key], b[key]))
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
