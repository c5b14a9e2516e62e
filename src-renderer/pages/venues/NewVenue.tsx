import { useRef } from 'react'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { FormModal } from './FormModal.tsx'
import { cleanValues, VenueFields, type VenueValues, venueValues } from './VenueFields.tsx'

export function NewVenue({ onClose }: { onClose: () => void }) {
  const created = useRef<number>(undefined)
  return (
    <FormModal<VenueValues>
      title="新增场地"
      okText="保存"
      name="venue"
      width={760}
      initial={venueValues(null)}
      submit={async values => {
        const venue = await call('venue.save', cleanValues(values))
        created.current = venue.id
        done(`已登记场地「${venue.name}」`)
      }}
      onClose={() => {
        onClose()
        if (created.current !== undefined) void navigate('venue', { id: String(created.current), tab: 'equipment' })
      }}
    >
      <VenueFields />
    </FormModal>
  )
}
