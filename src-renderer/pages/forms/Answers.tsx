import { Button, Flex, Input, Modal, Segmented, Table, Typography } from 'antd'
import { useState } from 'react'
import { numberOf } from '../../../src-shared/forms/items.ts'

interface Answer {
  no: number
  result?: 'yes' | 'no'
  remark?: string
}

interface Props {
  /** The items, in the regulation's own words. */
  items: readonly string[]
  answers: unknown[]
  onChange: (answers: Answer[]) => void
}

/** 是 or 否 and 备注 of each item; unticked is a third state, never a fourth (F02). */
export function Answers({ items, answers, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const given = answers as Answer[] // the facts' own shape
  const ticked = given.filter(answer => answer.result !== undefined).length
  return (
    <Flex gap={8} align="center" justify="space-between">
      <span className="num">
        已勾 {ticked} / {items.length} 项
      </span>
      <Button size="small" onClick={() => setOpen(true)}>
        逐项填写
      </Button>
      {open && (
        <AnswersDialog
          items={items}
          given={given}
          onDone={next => {
            setOpen(false)
            if (next) onChange(next)
          }}
        />
      )}
    </Flex>
  )
}

interface DialogProps {
  items: readonly string[]
  given: Answer[]
  onDone: (answers: Answer[] | null) => void
}

function AnswersDialog({ items, given, onDone }: DialogProps) {
  const [now, setNow] = useState(() => new Map(given.map(answer => [answer.no, answer])))
  const set = (no: number, part: Partial<Answer>) =>
    setNow(new Map(now).set(no, { ...(now.get(no) ?? {}), ...part, no }))
  return (
    <Modal
      open
      title="督导内容"
      width="min(1000px, calc(100vw - 48px))"
      okText="确定"
      onOk={() => onDone([...now.values()].map(clean))}
      onCancel={() => onDone(null)}
      mask={{ closable: false }}
    >
      <Typography.Paragraph type="secondary">选「否」的，请在备注里说明问题，印出时自动加上序号。</Typography.Paragraph>
      <Table<string>
        size="small"
        rowKey={item => item}
        dataSource={[...items]}
        pagination={false}
        columns={[
          { title: '项目', render: (_, item) => item },
          {
            title: '结果',
            width: 150,
            render: (_, item) => (
              <Segmented
                size="small"
                aria-label={`第 ${numberOf(item)} 项结果`}
                value={now.get(numberOf(item))?.result ?? 'none'}
                onChange={value =>
                  set(numberOf(item), { result: value === 'yes' || value === 'no' ? value : undefined })
                }
                options={[
                  { value: 'yes', label: '是' },
                  { value: 'no', label: '否' },
                  { value: 'none', label: '未勾' },
                ]}
              />
            ),
          },
          {
            title: '备注',
            width: 280,
            render: (_, item) => (
              <Input
                size="small"
                aria-label={`第 ${numberOf(item)} 项备注`}
                status={
                  now.get(numberOf(item))?.result === 'no' && !now.get(numberOf(item))?.remark ? 'warning' : undefined
                }
                value={now.get(numberOf(item))?.remark ?? ''}
                onChange={event => set(numberOf(item), { remark: event.target.value })}
              />
            ),
          },
        ]}
      />
    </Modal>
  )
}

const clean = ({ no, result, remark }: Answer): Answer => ({
  no,
  ...(result ? { result } : {}),
  ...(remark ? { remark } : {}),
})
