import { Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CallOptions } from '../../../api.ts'
import { showFields } from '../../../components/showFields.ts'
import { useTask } from '../../../components/useTask.tsx'
import type { BatchAnswer } from '../filters.ts'
import { showBatch } from './showBatch.tsx'

interface Props<V extends object> {
  title: string
  /** What was done, after the number of people: "已登记培训". */
  done: string
  okText: string
  danger?: boolean
  okDisabled?: boolean
  width?: number
  initial: V
  /** Fields whose last values come back the next time. Never a judgement: those are made anew each time. */
  remember?: readonly (keyof V)[]
  form?: FormInstance<V>
  submit: (values: V, options: CallOptions) => Promise<BatchAnswer>
  onClose: () => void
  children: ReactNode
}

/** Last-used values of this run of the program, by button: a training is often recorded for several groups one after another. */
const remembered = new Map<string, object>()

/** A form that acts upon all selected people, shows progress, and tells afterwards who was left out and why. */
export function BatchDialog<V extends object>(props: Props<V>) {
  const {
    title,
    done,
    okText,
    danger,
    okDisabled,
    width = 520,
    initial,
    remember = [],
    submit,
    onClose,
    children,
  } = props
  const [own] = Form.useForm<V>()
  const form = props.form ?? own
  const { run, running } = useTask()
  const [start] = useState(() => ({ ...initial, ...remembered.get(okText) }))

  const finish = async (values: V) => {
    let failed = false
    const answer = await run(`正在${okText}`, options =>
      submit(values, options).catch((error: unknown) => {
        failed = true
        showFields(form, error)
        return undefined
      }),
    )
    if (failed || !answer) return
    remembered.set(okText, Object.fromEntries(remember.map(key => [key, values[key]])))
    onClose()
    showBatch(done, answer)
  }

  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ danger, disabled: okDisabled }}
      confirmLoading={running}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form form={form} name="batch" layout="vertical" initialValues={start} onFinish={finish}>
        {children}
        {/* Enter in any field submits. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
