import { Alert, Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { SlotRow } from '../../../../src-shared/contract/archive.ts'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import { call } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'
import { DropArea } from '../../evidence/DropArea.tsx'
import { EvidenceList } from '../../evidence/EvidenceList.tsx'
import type { Intake } from '../../evidence/IntakeDialog.tsx'
import { keptOf, SlotTag } from './standing.tsx'

interface Props {
  batch: Batch
  row: SlotRow
  /** Why the slot takes nothing. */
  lock: string | null
  onIntake: (from: Intake['from'], files?: File[]) => void
}

/** One slot: what rests on it, what the program keeps of it, and its files. */
export function SlotFiles({ batch, row, lock, onIntake }: Props) {
  const [asking, setAsking] = useState(false)
  const kept = keptOf(row.slot, batch)
  const shut = { disabled: lock !== null, title: lock ?? undefined }
  const intake = (
    <>
      <Button type="primary" {...shut} onClick={() => onIntake('files')}>
        收入文件
      </Button>
      <Button {...shut} onClick={() => onIntake('folder')}>
        收入文件夹（相机卡）
      </Button>
    </>
  )
  return (
    <Flex vertical gap={8} style={{ height: '100%', minHeight: 0 }}>
      <Flex gap={8} align="center" wrap>
        <Typography.Text strong style={{ fontSize: 15 }}>
          <span className="num">{row.slot}</span>　{row.name}
        </Typography.Text>
        <SlotTag row={row} />
        <Typography.Text type="secondary">{basisText(row)}</Typography.Text>
        {kept && (
          <Button type="link" size="small" style={{ padding: 0 }} onClick={kept.open}>
            {row.records > 0 ? `本程序已存：${kept.word} ${row.records} 件` : `去${kept.word}`}
          </Button>
        )}
      </Flex>
      {row.state === 'na' && (
        <Alert
          type="info"
          title={`不适用：${row.reason}`}
          action={
            <Button
              size="small"
              {...shut}
              onClick={() =>
                call('slot.clearNa', { batchId: batch.id, slot: row.slot, seen: row.seen }).then(
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
      {row.doubts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`存疑文件 ${row.doubts.length} 件`}
          description={
            <span style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{row.doubts.join('\n')}</span>
          }
        />
      )}
      <div style={{ flex: 1, minHeight: 0 }}>
        <DropArea onFiles={lock === null ? files => onIntake('drop', files) : null}>
          <EvidenceList
            filter={{ batchId: batch.id, slot: row.slot }}
            owners={false}
            locked={lock}
            bar={
              <>
                {intake}
                {(row.state === 'missing' || row.state === 'none') && row.files === 0 && (
                  <Button {...shut} onClick={() => setAsking(true)}>
                    不适用…
                  </Button>
                )}
              </>
            }
            empty={<Empty text={emptyText(row, lock)} />}
          />
        </DropArea>
      </div>
      <ReasonModal
        open={asking}
        title={`不适用　${row.slot} ${row.name}`}
        okText="登记为不适用"
        danger={false}
        placeholder="例如 本批次没有实操考核"
        onOk={async reason => {
          await call('slot.setNa', { batchId: batch.id, slot: row.slot, seen: row.seen, reason })
          done('已登记为不适用')
        }}
        onClose={() => setAsking(false)}
      >
        <p>理由会印在卷内目录里，外督员查看时可见。以后收入了资料，自动改为已归档。</p>
      </ReasonModal>
    </Flex>
  )
}

/** 附件3 现场 3、13；事后 4、9。保管 5年 */
function basisText({ onsite, afterwards, retention }: SlotRow): string {
  const items = [
    onsite.length > 0 ? `现场 ${onsite.join('、')}` : '',
    afterwards.length > 0 ? `事后 ${afterwards.join('、')}` : '',
  ].filter(Boolean)
  return `${items.length > 0 ? `附件3 ${items.join('；')}　` : ''}保管 ${retention}`
}

function emptyText({ state, records, required }: SlotRow, lock: string | null): string {
  if (records > 0) return '没有另外收入的文件，本程序已存的记录见上方。'
  if (lock) return '这里没有资料。'
  if (state === 'na') return '已登记为不适用。有资料时仍可收入。'
  return required
    ? '还没有资料。把文件或文件夹拖到这里，或点「收入文件」；本批次确实没有的，登记「不适用」并写明理由。'
    : '非必备，还没有资料。有的话拖到这里，或点「收入文件」。'
}
