import { Alert, Button, Checkbox, Flex, Input, InputNumber, Modal, Select, Spin, Switch, Typography } from 'antd'
import { useState } from 'react'
import type { Batch, Session } from '../../../../src-shared/contract/batch.ts'
import type { Seating } from '../../../../src-shared/domain/seating.ts'
import { useCall } from '../../../api.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { FormsDialog } from '../../forms/FormsDialog.tsx'
import { ScoreItemsDialog } from '../../forms/ScoreItems.tsx'

interface Props {
  batch: Batch
  session: Session
  onClose: () => void
}

const ORDER: { value: Seating['order']; label: string }[] = [
  { value: 'serpentine', label: '名册顺序，蛇形' },
  { value: 'rows', label: '名册顺序，逐排' },
  { value: 'drawn', label: '随机（印出种子）' },
]

/** 打印这一场的用表: every paper of the session in the order in which it is used, ticked; one PDF of what stays ticked. */
export function SessionPapers({ batch, session, onClose }: Props) {
  const [seating, setSeating] = useState<Seating>()
  const [showIds, setShowIds] = useState(true)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const [printing, setPrinting] = useState(false)
  const [editing, setEditing] = useState(false)
  const { data, error } = useCall('session.papers', { id: session.id, seating, showIds }, ['batch', 'setting'])
  const now = seating ?? data?.seating
  const change = (part: Partial<Seating>) => now && setSeating({ ...now, ...part })
  const chosen = (data?.papers ?? []).filter(paper => !without.has(paper.form))
  const items = chosen.flatMap(paper => paper.items)
  if (printing) return <FormsDialog items={items} open onClose={() => setPrinting(false)} />
  return (
    <Modal
      open
      title="打印这一场的用表"
      width={640}
      onCancel={onClose}
      okText={`预览并打印 ${items.length} 份`}
      okButtonProps={{ disabled: items.length === 0 }}
      onOk={() => setPrinting(true)}
      cancelText="关闭"
    >
      {error && <ErrorBlock error={error} />}
      {!data && !error && <Spin />}
      {data && now && (
        <Flex vertical gap={12}>
          {data.candidates === 0 && (
            <Alert type="warning" showIcon title="还没有考生名册：签到表、座次表是空白的。可以先在「考生」导入名册。" />
          )}
          {data.left > 0 && (
            <Alert
              type="warning"
              showIcon
              title={`本科目各场次的计划人数合计少于名册：还有 ${data.left} 名考生没有场次。请修改场次人数或增加场次。`}
            />
          )}
          <Flex gap={16} wrap align="center">
            <span>
              每排座位{' '}
              <InputNumber
                aria-label="每排座位"
                min={1}
                max={20}
                precision={0}
                value={now.columns}
                onChange={columns => columns !== null && change({ columns })}
              />
            </span>
            <Select
              aria-label="排法"
              style={{ width: 180 }}
              options={ORDER}
              value={now.order}
              onChange={order =>
                change({ order, seed: order === 'drawn' && now.seed === '' ? session.date : now.seed })
              }
            />
            {now.order === 'drawn' && (
              <Input
                aria-label="种子"
                style={{ width: 140 }}
                maxLength={40}
                value={now.seed}
                onChange={event => change({ seed: event.target.value })}
              />
            )}
            <span>
              印证件号（只显示首尾）{' '}
              <Switch size="small" aria-label="印证件号" checked={showIds} onChange={setShowIds} />
            </span>
          </Flex>
          <Flex vertical gap={4}>
            {data.papers.map(paper => (
              <Checkbox
                key={paper.form}
                checked={!without.has(paper.form)}
                onChange={({ target }) => {
                  const next = new Set(without)
                  if (target.checked) next.delete(paper.form)
                  else next.add(paper.form)
                  setWithout(next)
                }}
              >
                {paper.title}　<Typography.Text type="secondary">{paper.items.length} 份</Typography.Text>
              </Checkbox>
            ))}
          </Flex>
          <Flex gap={8} align="center">
            <Button size="small" onClick={() => setEditing(true)}>
              考核项目和配分
            </Button>
            <Typography.Text type="secondary">按使用的先后排列；签名、时间和实到人数由当事人手写。</Typography.Text>
          </Flex>
        </Flex>
      )}
      {editing && <ScoreItemsDialog items={batch.items} onClose={() => setEditing(false)} />}
    </Modal>
  )
}
