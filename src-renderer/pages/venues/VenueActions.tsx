import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { Venue } from '../../../src-shared/contract/venue.ts'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'
import { FormsButton } from '../forms/FormsButton.tsx'

/** filing: 登记备案. start: a new count. remove: into the recycle bin. */
export type VenueAction = 'filing' | 'start' | 'baseline' | 'remove'

export function VenueActions({ venue, onAction }: { venue: Venue; onAction: (action: VenueAction) => void }) {
  if (venue.deletedAt) {
    const restore = () =>
      call('venue.restore', { id: venue.id, seen: venue.seen }).then(() => done('已恢复'), showError)
    return (
      <Button type="primary" onClick={restore}>
        从回收站恢复
      </Button>
    )
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'filing', label: '登记备案' },
            { key: 'baseline', label: '留存备案清单' },
            { key: 'remove', label: '移入回收站', danger: true },
          ],
          onClick: ({ key }) => onAction(key as VenueAction), // the keys above
        }}
      >
        <Button>
          更多 <DownOutlined />
        </Button>
      </Dropdown>
      <FormsButton subject={{ kind: 'venue', id: venue.id }} />
      <Button type="primary" onClick={() => onAction('start')}>
        开始核查
      </Button>
    </>
  )
}
