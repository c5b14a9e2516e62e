import { lazy, Suspense } from 'react'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { AppointDialog } from './dialogs/AppointDialog.tsx'
import { AttestDialog } from './dialogs/AttestDialog.tsx'
import { DismissDialog } from './dialogs/DismissDialog.tsx'
import { ExamDialog } from './dialogs/ExamDialog.tsx'
import { RemoveDialog } from './dialogs/RemoveDialog.tsx'
import { ResumeDialog } from './dialogs/ResumeDialog.tsx'
import { SuspendDialog } from './dialogs/SuspendDialog.tsx'
import { TrainingDialog } from './dialogs/TrainingDialog.tsx'

const IssueDialog = lazy(async () => ({ default: (await import('../cards/IssueDialog.tsx')).IssueDialog }))

export interface ActionProps {
  selection: Selection
  /** How many people the selection holds, for the titles. */
  count: number
  onClose: () => void
}

const DIALOGS = {
  training: TrainingDialog,
  exam: ExamDialog,
  attest: AttestDialog,
  appoint: AppointDialog,
  suspend: SuspendDialog,
  resume: ResumeDialog,
  dismiss: DismissDialog,
  remove: RemoveDialog,
}

export type ActionKey = keyof typeof DIALOGS | 'issue'

/** The dialog of an action, for one person or for many alike. */
export function Actions({ action, ...props }: ActionProps & { action: ActionKey | null }) {
  if (action === null) return null
  if (action === 'issue') {
    return (
      <Suspense fallback={null}>
        <IssueDialog selection={props.selection} open onClose={props.onClose} />
      </Suspense>
    )
  }
  const Dialog = DIALOGS[action]
  return <Dialog {...props} />
}
