import { Modal, Spin } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { useCall } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { IssueAuto } from './IssueAuto.tsx'
import { IssueManual } from './IssueManual.tsx'
import { IssueResult } from './IssueResult.tsx'

const PrintDialog = lazy(() => import('../print/PrintDialog.tsx'))

export type Issued = Output<'card.issue'>

interface Props {
  /** of supervisors */
  selection: Selection
  open: boolean
  onClose: () => void
}

/** 发卡: 附件1's automatic order for everybody selected, or 统筹赋码 for one person, as the organisation has chosen. */
export function IssueDialog({ selection, open, onClose }: Props) {
  const { org } = useSession()
  const [result, setResult] = useState<Issued | null>(null)
  const [printing, setPrinting] = useState<number[] | null>(null)
  // Issuing may take people out of the filter: the count of before is what was asked for.
  const count = useCall('supervisor.count', open && !result ? { selection } : null)

  const close = () => {
    setResult(null)
    setPrinting(null)
    onClose()
  }

  if (open && printing) {
    return (
      <Suspense>
        <PrintDialog selection={{ ids: printing }} open onClose={close} />
      </Suspense>
    )
  }
  return (
    <Modal
      title={result ? '发卡结果' : org.codeMode === 'manual' ? '发卡（统筹赋码）' : '发卡（依次顺序取值）'}
      open={open}
      onCancel={close}
      footer={null}
      width={720}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {result ? (
        <IssueResult result={result} onPrint={() => setPrinting(result.issued.map(card => card.id))} onClose={close} />
      ) : count.error ? (
        <ErrorBlock error={count.error} />
      ) : org.codeMode === 'manual' ? (
        <IssueManual selection={selection} onDone={setResult} onCancel={close} />
      ) : count.data ? (
        <IssueAuto selection={selection} people={count.data.count} onDone={setResult} onCancel={close} />
      ) : (
        <Spin />
      )}
    </Modal>
  )
}

export default IssueDialog
