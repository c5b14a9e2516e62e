import { Alert, Button, Flex, Typography } from 'antd'
import { useRef, useState } from 'react'
import type { ContestSlots } from '../../../../src-shared/contract/contest.ts'
import { CONTEST_SLOTS, type ContestSlot, SLOT_ITEMS } from '../../../../src-shared/domain/contest.ts'
import { call, useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { useLocation } from '../../../location.ts'
import { ErrorBlock, showError } from '../../../showError.tsx'
import { SlotList } from '../../batches/archive/SlotList.tsx'
import { SlotTag } from '../../batches/archive/standing.tsx'
import { FormsSet } from '../../batches/FormsSet.tsx'
import { DropArea } from '../../evidence/DropArea.tsx'
import { EvidenceList } from '../../evidence/EvidenceList.tsx'
import { type Intake, IntakeDialog } from '../../evidence/IntakeDialog.tsx'
import type { TabProps } from '../ContestPage.tsx'

const SLOTS = Object.keys(CONTEST_SLOTS) as ContestSlot[]

/** 资料: the fifteen papers of a contest, the items of 附件7 事后 that they answer (第二十五条（五）), and their files. */
export function PapersTab({ contest, closed }: TabProps) {
  const { params } = useLocation()
  const [chosen, setChosen] = useState<ContestSlot>(SLOTS.find(slot => slot === params.slot) ?? 'K1')
  const [intake, setIntake] = useState<Intake | null>(null)
  const [asking, setAsking] = useState(false)
  const list = useCall('contestSlot.list', { contestId: contest.id }, ['archive'])
  const right = useRef<HTMLDivElement>(null)
  const lock = closed ? '竞赛在回收站里，恢复后才能改动。' : null
  const take = (slot: ContestSlot, from: Intake['from'], files?: File[]) =>
    setIntake({
      owner: { kind: 'contest', id: contest.id, slot },
      title: `${slot} ${CONTEST_SLOTS[slot]}`,
      from,
      files,
    })
  const choose = (slot: string) => setChosen(SLOTS.find(one => one === slot) ?? chosen)
  const items = SLOT_ITEMS[chosen]
  const row = list.data?.slots.find(one => one.slot === chosen)
  if (list.error && !list.data) return <ErrorBlock error={list.error} />

  return (
    <div className="archive">
      <div className="archive-left">
        <SlotList
          rows={(list.data?.slots ?? []).map(one => ({ ...one, phase: '', tag: <SlotTag row={standing(one)} /> }))}
          chosen={chosen}
          onChoose={choose}
          onEnter={() => right.current?.querySelector<HTMLElement>('[data-row-key], button')?.focus()}
          lockOf={() => lock}
          onDrop={(slot, files) => {
            choose(slot)
            const target = SLOTS.find(one => one === slot)
            if (target) take(target, 'drop', files)
          }}
        />
      </div>
      <div ref={right} className="archive-right">
        <Flex vertical gap={8} style={{ height: '100%', minHeight: 0 }}>
          <Flex gap={8} align="center" wrap>
            <Typography.Text strong style={{ fontSize: 15 }}>
              <span className="num">{chosen}</span>　{CONTEST_SLOTS[chosen]}
            </Typography.Text>
            {items && <Typography.Text type="secondary">附件7 事后 第 {items.join('、')} 项</Typography.Text>}
            <Forms slot={chosen} contestId={contest.id} />
          </Flex>
          {row?.state === 'na' && (
            <Alert
              type="info"
              title={`不适用：${row.reason}`}
              action={
                <Button
                  size="small"
                  disabled={closed}
                  onClick={() =>
                    call('contestSlot.clearNa', { contestId: contest.id, slot: chosen, seen: row.seen }).then(
                      () => done('已取消不适用'),
                      showError,
                    )
                  }
                >
                  取消不适用
                </Button>
              }
            />
          )}
          <div style={{ flex: 1, minHeight: 0 }}>
            <DropArea onFiles={lock === null ? files => take(chosen, 'drop', files) : null}>
              <EvidenceList
                key={chosen}
                filter={{ contestId: contest.id, slot: chosen }}
                owners={false}
                locked={lock}
                bar={
                  !closed && (
                    <>
                      <Button type="primary" onClick={() => take(chosen, 'files')}>
                        收入文件
                      </Button>
                      <Button onClick={() => take(chosen, 'folder')}>收入文件夹（相机卡）</Button>
                      {row?.state === 'missing' && <Button onClick={() => setAsking(true)}>不适用…</Button>}
                    </>
                  )
                }
                empty={<Empty text="还没有资料。把文件或文件夹拖到这里，或点「收入文件」。" />}
              />
            </DropArea>
          </div>
        </Flex>
      </div>
      <ReasonModal
        open={asking}
        title={`不适用　${chosen} ${CONTEST_SLOTS[chosen]}`}
        okText="登记为不适用"
        danger={false}
        placeholder="例如 本次竞赛没有提出仲裁"
        onOk={async reason => {
          await call('contestSlot.setNa', { contestId: contest.id, slot: chosen, seen: row?.seen ?? '', reason })
          done('已登记为不适用')
        }}
        onClose={() => setAsking(false)}
      >
        <p>以后收入了资料，自动改为已归档。</p>
      </ReasonModal>
      {intake && <IntakeDialog intake={intake} onClose={() => setIntake(null)} />}
    </div>
  )
}

/** As the list of a batch's slots shows it. */
const standing = ({ state, files }: ContestSlots['slots'][number]) => ({ state, files, records: 0, required: true })

/** 附件6 and 附件7 are printed from the register. */
function Forms({ slot, contestId }: { slot: ContestSlot; contestId: number }) {
  const subject = { kind: 'contest', id: contestId } as const
  if (slot === 'K14') return <FormsSet text="打印附件6" items={[{ form: 'annex6', mode: 'filled', subject }]} />
  if (slot !== 'K15') return null
  return (
    <>
      <FormsSet text="打印附件7 事中" items={[{ form: 'annex7During', mode: 'prefilled', subject }]} />
      <FormsSet text="打印附件7 事后" items={[{ form: 'annex7After', mode: 'prefilled', subject }]} />
    </>
  )
}
