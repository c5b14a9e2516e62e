import { Timeline, Typography } from 'antd'
import { instantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import type { TabProps } from '../VenuePage.tsx'

/** What the log says of this venue, newest first. */
export function HistoryTab({ venue }: TabProps) {
  if (venue.history.length === 0) return <Empty text="还没有记录。" />
  return (
    <Timeline
      style={{ margin: '12px 4px' }}
      items={venue.history.map((event, index) => ({
        key: index,
        content: (
          <>
            <div>{event.text}</div>
            <Typography.Text type="secondary" className="num">
              {instantText(event.at)}　{event.actor}
            </Typography.Text>
          </>
        ),
      }))}
    />
  )
}
