import { useRef } from 'react'
import type { Batch } from '../../../src-shared/contract/batch.ts'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { FormModal } from '../venues/FormModal.tsx'
import { BatchFields, type BatchValues, batchValues, cleanBatch } from './BatchFields.tsx'

/** A new batch opens afterwards; an old one stays where it is. */
export function EditBatch({ batch, onClose }: { batch?: Batch; onClose: () => void }) {
  const created = useRef<number>(undefined)
  return (
    <FormModal<BatchValues>
      title={batch ? `修改批次　${batch.name}` : '新建批次'}
      okText="保存"
      name="batch"
      width={980}
      initial={batchValues(batch ?? null)}
      edited={
        batch && {
          seen: batch.seen,
          again: async () => {
            const now = await call('batch.get', { id: batch.id })
            return { seen: now.seen, values: batchValues(now) }
          },
          names: { items: '职业/工种/等级' },
        }
      }
      submit={async (values, _options, seen) => {
        const saved = await call('batch.save', {
          ...cleanBatch(values),
          ...(batch ? { id: batch.id, seen } : {}),
        })
        if (!batch) created.current = saved.id
        done(`已保存批次「${saved.name}」`)
      }}
      onClose={() => {
        onClose()
        if (created.current !== undefined) void navigate('batch', { id: String(created.current), tab: 'sessions' })
      }}
    >
      <BatchFields />
    </FormModal>
  )
}
