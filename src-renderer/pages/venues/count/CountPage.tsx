import { Button, Spin } from 'antd'
import { useCall } from '../../../api.ts'
import { PageFrame } from '../../../components/PageFrame.tsx'
import { navigate, useLocation } from '../../../location.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { CheckResultView } from './CheckResultView.tsx'
import { Counting } from './Counting.tsx'
import { useLines } from './useLines.ts'

/** 核查: while it is open the count itself, afterwards its result. */
export default function CountPage() {
  const { params } = useLocation()
  const id = Number(params.check)
  return <Check key={id} id={id} />
}

function Check({ id }: { id: number }) {
  // Not reloaded at each step: the count keeps its own lines.
  const check = useCall('venueCheck.get', { checkId: id })
  const open = check.data?.state === 'open'
  const venue = useCall('venue.get', check.data ? { id: check.data.venueId } : null)
  const lines = useLines(open ? id : null)
  const error = check.error ?? venue.error ?? lines.error
  if (error) {
    return (
      <PageFrame title="核查" extra={<Button onClick={() => navigate('venues')}>返回场地</Button>}>
        <ErrorBlock error={error} />
      </PageFrame>
    )
  }
  if (!check.data || !venue.data || (open && !lines.data)) {
    return (
      <PageFrame title="核查">
        <Spin description={lines.progress} />
      </PageFrame>
    )
  }
  return open && lines.data ? (
    <Counting check={check.data} venue={venue.data} lines={lines.data} onClosed={check.reload} />
  ) : (
    <CheckResultView check={check.data} venue={venue.data} reload={check.reload} />
  )
}
