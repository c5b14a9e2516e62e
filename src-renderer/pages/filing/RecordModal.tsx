import { Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { CardSelection } from '../../../src-shared/contract/card.ts'
import { call } from '../../api.ts'
import { Findings } from '../../components/Findings.tsx'
import { DateItem } from '../../components/typed/items.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done, feedback } from '../../feedback.ts'
import { useSession } from '../../session.tsx'

interface Props {
  /** 变更备案 of cards that are over, instead of the first 备案. */
  change: boolean
  open: boolean
  selection: CardSelection
  count: number
  onClose: () => void
  onDone: () => void
}

interface Values {
  filedOn: string
  receipt: string
}

/** 备案日期 and 回执 of many cards at once. */
export function RecordModal({ change, open, selection, count, onClose, onDone }: Props) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const { run } = useTask()
  const word = change ? '变更备案' : '备案'
  useEffect(() => {
    if (open) form.resetFields()
  }, [open, form])

  const submit = async ({ filedOn, receipt }: Values) => {
    setBusy(true)
    const answer = await run(`正在登记${word}`, options =>
      change
        ? call('filing.recordChange', { selection, on: filedOn, receipt: receipt ?? '' }, options)
        : call('filing.record', { selection, filedOn, receipt: receipt ?? '' }, options),
    )
    setBusy(false)
    if (!answer) return
    onDone()
    onClose()
    if (answer.refused.length === 0) return done(`已登记 ${answer.done} 张证卡的${word}`)
    feedback().modal.warning({
      title: `已登记 ${answer.done} 张，${answer.refused.length} 张没有登记`,
      width: 680,
      content: (
        <div style={{ maxHeight: 360, overflow: 'auto' }}>
          {answer.refused.map(card => (
            <section key={card.id}>
              <strong>{card.name}</strong>
              <Findings list={card.findings} compact />
            </section>
          ))}
        </div>
      ),
    })
  }

  return (
    <Modal
      open={open}
      title={`登记${word}（${count} 张）`}
      okText="登记"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
      forceRender
    >
      <Form form={form} layout="vertical" onFinish={submit} initialValues={{ filedOn: today, receipt: '' }}>
        <DateItem
          name="filedOn"
          label="备案日期"
          rules={[{ required: true, message: '请填写备案日期' }]}
          max={today}
          autoFocus
        />
        <Form.Item name="receipt" label="回执（可不填）" extra="回执编号或说明；没有书面回执的可以留空。">
          <Input maxLength={120} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
