import { DownOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Flex, Progress, Spin, Typography } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { SlotRow } from '../../../../src-shared/contract/archive.ts'
import { useCall } from '../../../api.ts'
import { useLocation } from '../../../location.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { type Intake, IntakeDialog } from '../../evidence/IntakeDialog.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { useSeals } from '../seal/useSeals.ts'
import { SlotFiles } from './SlotFiles.tsx'
import { type SlotEntry, SlotList } from './SlotList.tsx'
import { lockOf, SlotTag } from './standing.tsx'
import './archive.css'

/** 资料: the checklist of the batch's archive (requirements §7) at the left, the files of the chosen slot at the right. */
export function SlotsTab({ batch, closed }: TabProps) {
  const { params } = useLocation()
  const list = useCall('slot.list', { batchId: batch.id }, ['archive', 'batch', 'venue'])
  const seals = useSeals(batch.id)
  const [chosen, setChosen] = useState<string>()
  const [gaps, setGaps] = useState(false)
  const [intake, setIntake] = useState<Intake | null>(null)
  const right = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (params.slot) setChosen(params.slot) // a link to one slot
  }, [params.slot])

  if (!list.data) return list.error ? <ErrorBlock error={list.error} /> : <Spin />
  const { slots, percent } = list.data
  const missing = slots.filter(row => row.state === 'missing')
  const shown = gaps ? missing : slots
  const row = slots.find(one => one.slot === chosen) ?? missing[0] ?? slots[0]
  const lock = (slot: string) => lockOf(slot, closed, seals.data)
  const take = ({ slot, name }: SlotRow, from: Intake['from'], files?: File[]) =>
    setIntake({ owner: { kind: 'batch', id: batch.id, slot }, title: `${slot} ${name}`, from, files })

  return (
    <div className="archive">
      <div className="archive-left">
        <Flex vertical gap={4}>
          <Flex gap={8} align="center">
            <Progress
              percent={percent}
              size="small"
              format={value => `${value}%`}
              status={missing.length > 0 ? 'normal' : 'success'}
              aria-label="齐全程度"
            />
          </Flex>
          <Flex justify="space-between" align="center">
            {missing.length > 0 ? (
              <Dropdown
                trigger={['click']}
                autoFocus // of its menu, for the keyboard
                menu={{
                  items: missing.map(({ slot, name }) => ({ key: slot, label: `${slot} ${name}` })),
                  onClick: ({ key }) => setChosen(key),
                  style: { maxHeight: 420, overflow: 'auto' },
                }}
              >
                <Button size="small" danger>
                  缺 {missing.length} 项 <DownOutlined />
                </Button>
              </Dropdown>
            ) : (
              <Typography.Text type="success">必备资料已齐</Typography.Text>
            )}
            <Checkbox checked={gaps} onChange={({ target }) => setGaps(target.checked)}>
              只看缺失
            </Checkbox>
          </Flex>
        </Flex>
        {shown.length > 0 ? (
          <SlotList
            rows={shown.map(entryOf)}
            chosen={row?.slot ?? ''}
            onChoose={setChosen}
            onEnter={() => right.current?.querySelector<HTMLElement>('[data-row-key], button')?.focus()}
            lockOf={lock}
            onDrop={(slot, files) => {
              const target = slots.find(one => one.slot === slot)
              setChosen(slot)
              if (target) take(target, 'drop', files)
            }}
          />
        ) : (
          <Typography.Text type="secondary">没有缺失的槽位。</Typography.Text>
        )}
      </div>
      <div ref={right} className="archive-right">
        {row && (
          <SlotFiles
            key={row.slot}
            batch={batch}
            row={row}
            lock={lock(row.slot)}
            onIntake={(from, files) => take(row, from, files)}
          />
        )}
      </div>
      {intake && <IntakeDialog intake={intake} onClose={() => setIntake(null)} />}
    </div>
  )
}

const entryOf = (row: SlotRow): SlotEntry => ({
  slot: row.slot,
  name: row.name,
  phase: row.phase,
  tag: <SlotTag row={row} />,
})
