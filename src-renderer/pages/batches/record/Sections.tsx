import { Fragment, type ReactNode } from 'react'
import type { Group } from '../../../../src-shared/forms/items.ts'

/** The headings of 附件3, as printed, with a row for each item under them. */
export function Sections({ groups, row }: { groups: Group[]; row: (item: string) => ReactNode }) {
  return groups.map(group => (
    <section key={group.label} aria-label={group.label}>
      <h3 className="record-group">{group.label}</h3>
      {group.parts.map((part, i) => (
        <Fragment key={part.label ?? part.gap ?? i}>
          {part.label && <h4 className="record-part">{part.label}</h4>}
          {/* 附件3 现场 has no item 15: the words stand where it would be. */}
          {part.gap && <h4 className="record-part">{part.gap}</h4>}
          {part.items.map(row)}
        </Fragment>
      ))}
    </section>
  ))
}
