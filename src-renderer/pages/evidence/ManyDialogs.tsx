import type { EvidenceFacts, EvidenceFilter } from '../../../src-shared/contract/evidence.ts'
import { call } from '../../api.ts'
import type { Chosen } from '../../components/marks.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'
import { FactsFields, filled } from './FactsFields.tsx'
import { MoveFields, type MoveValues, ownerOf } from './MoveFields.tsx'
import { forMany } from './many.ts'

/** What is done with several files at once, or `strike` with the one that has the focus. */
export type Many = 'edit' | 'move' | 'strike' | { strike: number }

interface Props {
  what: Many
  /** Where the files are now, as far as the list is narrowed to it. */
  filter: EvidenceFilter
  /** Name of that batch. */
  batchName?: string
  selection: Chosen<EvidenceFilter>
  /** After it was done: the marks have served. */
  onDone: () => void
  onClose: () => void
}

export function ManyDialogs({ what, filter: { batchId, contestId }, batchName, selection, onDone, onClose }: Props) {
  if (what === 'edit') {
    return (
      <FormModal<Partial<EvidenceFacts>>
        title="修改所选资料"
        okText="修改"
        width={640}
        name="many"
        initial={{}}
        submit={async (values, options) => {
          const facts = filled(values)
          if (Object.keys(facts).length === 0) return
          const count = await forMany(selection, options, ids => call('evidence.save', { ids, facts }))
          done(`已修改 ${count} 件`)
          onDone()
        }}
        onClose={onClose}
      >
        <p style={{ marginTop: 0 }}>只改填写了的项，留空的不变。</p>
        <FactsFields many media partial />
      </FormModal>
    )
  }
  if (what === 'move') {
    return (
      <FormModal<MoveValues>
        title="移到其他槽位"
        okText="移动"
        name="move"
        initial={{ kind: contestId ? 'contest' : 'batch', id: contestId ?? batchId ?? null, slot: null }}
        submit={async (values, options) => {
          const owner = ownerOf(values)
          if (!owner) return
          const count = await forMany(selection, options, ids => call('evidence.move', { ids, owner }))
          done(`已移动 ${count} 件，编号已按新的槽位重编`)
          onDone()
        }}
        onClose={onClose}
      >
        <MoveFields batch={batchId && batchName ? { id: batchId, name: batchName } : undefined} />
      </FormModal>
    )
  }
  const one = typeof what === 'object' ? { ids: [what.strike] } : selection
  return (
    <ReasonModal
      open
      title="剔除资料"
      okText="剔除"
      onOk={async reason => {
        const count = await forMany(one, {}, ids => call('evidence.strike', { ids, reason }))
        done(`已剔除 ${count} 件`)
        onDone()
      }}
      onClose={onClose}
    >
      <p>剔除后不再计入槽位，也不进入事后督导包；操作日志保留编号和原因。</p>
    </ReasonModal>
  )
}
