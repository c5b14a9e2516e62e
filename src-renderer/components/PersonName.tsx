import { Button } from 'antd'
import { openPerson } from '../location.ts'

/** A name that opens the person's dossier above the page. */
export function PersonName({ id, name }: { id: number; name: string }) {
  return (
    <Button
      type="link"
      size="small"
      style={{ padding: 0 }}
      onClick={event => {
        event.stopPropagation() // rows are clickable themselves
        void openPerson(id)
      }}
    >
      {name}
    </Button>
  )
}
