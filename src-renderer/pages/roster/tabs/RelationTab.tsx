import { Relations } from '../../batches/assign/Relations.tsx'
import type { TabProps } from '../Dossier.tsx'

/** 回避关系 (第九条) that this person declared, or that others declared with this person. */
export function RelationTab({ person }: TabProps) {
  return <Relations person={{ id: person.id, name: person.name }} />
}
