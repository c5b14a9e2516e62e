import type { Venue } from '../../../src-shared/contract/venue.ts'
import { call } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'
import { BaselineDialog } from './baseline/BaselineDialog.tsx'
import { StartDialog } from './count/StartDialog.tsx'
import { FilingDialog } from './FilingDialog.tsx'
import type { VenueAction } from './VenueActions.tsx'

interface Props {
  venue: Venue
  action: VenueAction | null
  onClose: () => void
}

export function VenueDialogs({ venue, action, onClose }: Props) {
  switch (action) {
    case null:
      return null
    case 'filing':
      return <FilingDialog venue={venue} onClose={onClose} />
    case 'baseline':
      return <BaselineDialog venue={venue} onClose={onClose} />
    case 'start':
      return <StartDialog venue={venue} onClose={onClose} />
    case 'remove':
      return (
        <ReasonModal
          open
          title={`移入回收站　${venue.name}`}
          okText="移入回收站"
          onOk={async reason => {
            await call('venue.remove', { id: venue.id, seen: venue.seen, reason })
            done('已移入回收站')
          }}
          onClose={onClose}
        >
          <p>场地和它的设备、备案清单、核查记录、附件一并移入回收站，随时可以恢复。</p>
        </ReasonModal>
      )
  }
}
