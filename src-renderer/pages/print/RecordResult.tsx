import { Alert, AutoComplete, Button, Flex, Form, Pagination, Typography } from 'antd'
import { useState } from 'react'
import type { PrintJob } from '../../../src-shared/contract/print.ts'
import { call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { SheetPicture } from './SheetPicture.tsx'
import { bySheet, SHEETS } from './sheets.ts'

/** What usually goes wrong; anything else can be typed. */
const REASONS = ['卡纸', '印偏', '墨迹不清', '层压起泡', '裁切损坏']
const SHEETS_PER_PAGE = 12

interface Props {
  job: PrintJob
  printer: string
  onBack: () => void
  /** Nothing came out: nothing is recorded. */
  onNone: () => void
  /** Ids of the spoiled cards. */
  onDone: (spoiled: number[]) => void
}

/** 登记打印结果: spoiled places are ticked on the drawn sheets; the ledger keeps sheet, place and reason. */
export function RecordResult({ job, printer, onBack, onNone, onDone }: Props) {
  const [spoiled, setSpoiled] = useState<ReadonlyMap<number, string>>(new Map())
  const [page, setPage] = useState(1)
  const { run } = useTask()
  const sheets = bySheet(job)
  const slots = SHEETS[job.layout].slots
  const width = job.layout === 'single' ? 88 : 168

  const toggle = (cardId: number) => {
    const next = new Map(spoiled)
    const last = [...spoiled.values()].at(-1)
    if (!next.delete(cardId)) next.set(cardId, last ?? REASONS[0] ?? '')
    setSpoiled(next)
  }
  const submit = async () => {
    const list = [...spoiled].map(([cardId, reason]) => ({ cardId, reason }))
    const answer = await run('正在登记', options =>
      call('print.record', { jobId: job.jobId, printer, spoiled: list }, options),
    )
    if (answer) onDone([...spoiled.keys()])
  }
  const unexplained = [...spoiled.values()].some(reason => reason.trim() === '')

  return (
    <Flex vertical gap={12} style={{ height: '100%' }}>
      <Alert
        type="info"
        showIcon
        title="全部打好的直接登记。有打坏的，在图上点那张证卡，注明原因再登记：编号保留，登记后可马上重打。"
      />
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Flex gap={16} wrap>
          {sheets.slice((page - 1) * SHEETS_PER_PAGE, page * SHEETS_PER_PAGE).map((cards, i) => {
            const sheet = (page - 1) * SHEETS_PER_PAGE + i + 1
            return (
              <div key={sheet}>
                <Typography.Text type="secondary">第 {sheet} 张</Typography.Text>
                <SheetPicture
                  layout={job.layout}
                  width={width}
                  label={`第 ${sheet} 张`}
                  onPick={slot => {
                    const card = cards.find(c => c.slot === slot)
                    if (card) toggle(card.cardId)
                  }}
                  slots={slots.map((_, slot) => {
                    const card = cards.find(c => c.slot === slot)
                    if (!card) return { text: '空', label: '没有证卡', tone: 'free', pressed: false, disabled: true }
                    const bad = spoiled.has(card.cardId)
                    return {
                      text: `${bad ? '✕ 打坏\n' : ''}${card.name}\n${card.code.slice(-4)}`,
                      label: `${card.name} ${card.code}${bad ? '：打坏' : ''}`,
                      tone: bad ? 'spoiled' : 'card',
                      pressed: bad,
                    }
                  })}
                />
              </div>
            )
          })}
        </Flex>
        <Pagination
          size="small"
          hideOnSinglePage
          current={page}
          pageSize={SHEETS_PER_PAGE}
          total={sheets.length}
          showSizeChanger={false}
          onChange={setPage}
          style={{ marginTop: 12 }}
        />
      </div>
      {spoiled.size > 0 && (
        <Form layout="horizontal" size="small" style={{ maxHeight: 132, overflow: 'auto' }}>
          {job.placed
            .filter(card => spoiled.has(card.cardId))
            .map(card => (
              <Form.Item
                key={card.cardId}
                label={`${card.name} ${card.code}`}
                htmlFor={`spoiled-${card.cardId}`}
                style={{ marginBottom: 4 }}
              >
                <AutoComplete
                  id={`spoiled-${card.cardId}`}
                  value={spoiled.get(card.cardId)}
                  onChange={(reason: string) => setSpoiled(new Map(spoiled).set(card.cardId, reason.slice(0, 100)))}
                  options={REASONS.map(value => ({ value }))}
                  placeholder="打坏的原因"
                  style={{ width: 220 }}
                />
              </Form.Item>
            ))}
        </Form>
      )}
      <Flex justify="end" gap={8}>
        <Button onClick={onBack}>返回预览</Button>
        <Button onClick={onNone}>全部没打成，不登记</Button>
        <Button type="primary" onClick={submit} disabled={unexplained}>
          登记：打好 {job.cards - spoiled.size} 张{spoiled.size > 0 ? `，打坏 ${spoiled.size} 张` : ''}
        </Button>
      </Flex>
    </Flex>
  )
}
