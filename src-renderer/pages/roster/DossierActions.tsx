import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { State, Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'
import { OwnerEvidence } from '../evidence/OwnerEvidence.tsx'
import { FormsButton } from '../forms/FormsButton.tsx'
import type { ActionKey } from './Actions.tsx'

const PrintDialog = lazy(() => import('../print/PrintDialog.tsx'))

/** The step that comes next in each state; everything else is under 更多. Who has the card of the term can print it. */
const NEXT: Record<State, { key: ActionKey; text: string }> = {
  candidate: { key: 'training', text: '登记培训' },
  trained: { key: 'exam', text: '登记考核' },
  qualified: { key: 'appoint', text: '聘任' },
  appointed: { key: 'issue', text: '发卡' },
  suspended: { key: 'resume', text: '恢复' },
  expired: { key: 'appoint', text: '续聘' },
  dismissed: { key: 'appoint', text: '重新聘任' },
}

const ALL: { key: ActionKey; label: string; danger?: boolean }[] = [
  { key: 'training', label: '登记培训' },
  { key: 'exam', label: '登记考核' },
  { key: 'attest', label: '确认条件' },
  { key: 'appoint', label: '聘任/续聘' },
  { key: 'issue', label: '发卡' },
  { key: 'suspend', label: '暂停' },
  { key: 'resume', label: '恢复' },
  { key: 'dismiss', label: '解聘', danger: true },
  { key: 'remove', label: '移入回收站', danger: true },
]

export function DossierActions({ person, onAction }: { person: Supervisor; onAction: (key: ActionKey) => void }) {
  const [printing, setPrinting] = useState(false)
  if (person.deletedAt) return <Restore id={person.id} />
  const next = NEXT[person.state]
  const card = person.cards.find(one => one.state === 'valid' && one.ofTerm)
  const carded = next.key === 'issue' && card !== undefined
  return (
    <Flex gap={8}>
      <Button type="primary" onClick={() => (carded ? setPrinting(true) : onAction(next.key))}>
        {carded ? '打印证卡' : next.text}
      </Button>
      <Dropdown
        trigger={['click']}
        autoFocus // of its menu, for the keyboard
        menu={{
          items: ALL.filter(item => item.key !== next.key),
          onClick: ({ key }) => {
            const item = ALL.find(one => one.key === key)
            if (item) onAction(item.key)
          },
        }}
      >
        <Button>
          更多 <DownOutlined />
        </Button>
      </Dropdown>
      <FormsButton subject={{ kind: 'supervisor', id: person.id }} />
      <OwnerEvidence kind="supervisor" id={person.id} name={person.name} />
      {printing && card && (
        <Suspense>
          <PrintDialog selection={{ ids: [card.id] }} open onClose={() => setPrinting(false)} />
        </Suspense>
      )}
    </Flex>
  )
}

function Restore({ id }: { id: number }) {
  const restore = () =>
    call('supervisor.restore', { selection: { ids: [id] } }).then(() => done('已恢复到名册'), showError)
  return (
    <Button type="primary" onClick={restore}>
      从回收站恢复
    </Button>
  )
}
