import { Flex } from 'antd'
import type { Todo } from '../../../src-shared/contract/audit.ts'
import { StateTag } from '../../components/tags.tsx'
import { navigate } from '../../location.ts'
import { STATES } from '../roster/filters.ts'

/** How many people stand where; a click shows them. */
export function RosterCounts({ counts }: { counts: Todo['counts'] }) {
  return (
    <Flex gap={8} wrap>
      {STATES.map(state => (
        <button key={state} type="button" className="count-tile" onClick={() => navigate('roster', { state })}>
          <span className="num" style={{ fontSize: 22, fontWeight: 600 }}>
            {counts[state]}
          </span>
          <StateTag state={state} />
        </button>
      ))}
    </Flex>
  )
}
