import { Timeline, Typography } from 'antd'
import { instantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import type { TabProps } from '../Dossier.tsx'

/** What the log says of this person, newest first. */
export function HistoryTab({ person }: TabProps) {
  if (person.history.length === 0) return <Empty text="还没有记录。" />
  return (
    <Timeline
      style={{ marginTop: 12 }}
      items={person.history.map((event, index) => ({
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
