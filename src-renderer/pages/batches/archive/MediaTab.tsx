import { Button, Flex, Spin, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { Findings } from '../../../components/Findings.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { Preview } from '../../evidence/Preview.tsx'
import { localText } from '../../evidence/words.ts'
import { openTab, type TabProps } from '../BatchPage.tsx'
import { useSeals } from '../seal/useSeals.ts'
import { ClockDialog } from './ClockDialog.tsx'
import { lockOf } from './standing.tsx'
import { type Covered, Timeline } from './Timeline.tsx'
import { minutesOf, minutesText, offsetText } from './timeline.ts'

type Coverage = Output<'media.coverage'>

/** 影像: do photos and videos cover every session (第二十条（五）)? Gaps, files outside, and cameras whose clocks are wrong. */
export function MediaTab({ batch, closed }: TabProps) {
  const coverage = useCall('media.coverage', { batchId: batch.id }, ['archive', 'batch', 'setting'])
  const seals = useSeals(batch.id)
  const [open, setOpen] = useState<number | null>(null)
  const [clock, setClock] = useState<number | null>(null)
  const lock = lockOf('X6', closed, seals.data)

  if (batch.sessions.length === 0) {
    return (
      <Empty
        text="还没有场次。登记场次后，这里按起止时间核对影像是否全程覆盖。"
        action={
          <Button type="primary" onClick={() => openTab(batch.id, 'sessions')}>
            去登记场次
          </Button>
        }
      />
    )
  }
  if (!coverage.data) return coverage.error ? <ErrorBlock error={coverage.error} /> : <Spin />
  const { sessions, outside, cameras, findings } = coverage.data
  const walk = [...sessions.flatMap(session => session.media), ...outside].map(media => ({ id: media.evidenceId }))
  return (
    <Flex vertical gap={16}>
      {walk.length === 0 && (
        <Empty
          text="还没有照片或录像。在「资料」的 X6 影像资料里收入，支持直接选择相机存储卡。"
          action={
            <Button type="primary" onClick={() => openTab(batch.id, 'archive')}>
              去收入影像
            </Button>
          }
        />
      )}
      {findings.length > 0 && <Findings list={findings} compact />}
      <section aria-label="各场次的影像">
        {sessions.map(session => (
          <OneSession key={session.sessionId} session={session} onOpen={setOpen} />
        ))}
      </section>
      <Flex gap={24} wrap align="start">
        <Cameras cameras={cameras} />
        <Outside list={outside} lock={lock} onOpen={setOpen} onClock={setClock} />
      </Flex>
      {open !== null && (
        <Preview
          rows={walk}
          id={open}
          onOpen={setOpen}
          onClose={() => setOpen(null)}
          onClock={lock === null ? () => setClock(open) : undefined}
        />
      )}
      {clock !== null && <ClockDialog evidenceId={clock} onClose={() => setClock(null)} />}
    </Flex>
  )
}

function OneSession({ session, onOpen }: { session: Covered; onOpen: (id: number) => void }) {
  const { title, from, to, uncoveredMinutes, media } = session
  return (
    <div className="session-media">
      <Flex gap={8} align="center" wrap>
        <Typography.Text strong>{title}</Typography.Text>
        <span className="num">{minutesText(minutesOf({ from, to }))}</span>
        {uncoveredMinutes === 0 ? (
          <Tag color="success">全程有影像</Tag>
        ) : media.length === 0 ? (
          <Tag color="error">没有影像</Tag>
        ) : (
          <Tag color="error">缺 {minutesText(uncoveredMinutes)}</Tag>
        )}
        <Typography.Text type="secondary">影像 {media.length} 件</Typography.Text>
      </Flex>
      <Timeline session={session} onOpen={onOpen} />
    </div>
  )
}

function Cameras({ cameras }: Pick<Coverage, 'cameras'>) {
  return (
    <section aria-label="相机时钟" style={{ flex: '1 1 320px' }}>
      <Typography.Text strong>相机时钟</Typography.Text>
      <Table
        size="small"
        rowKey="camera"
        pagination={false}
        style={{ marginTop: 8 }}
        dataSource={cameras}
        locale={{ emptyText: '还没有带拍摄时间的影像。' }}
        columns={[
          { title: '相机', ellipsis: true, render: (_, row) => row.camera || '未注明型号' },
          { title: '影像', dataIndex: 'files', width: 64, align: 'end', className: 'num' },
          { title: '时钟', width: 190, className: 'num', render: (_, row) => offsetText(row.offsetSeconds) },
        ]}
      />
      <Typography.Paragraph type="secondary" style={{ marginTop: 4 }}>
        时钟不准时，打开一张知道真实时间的照片（如拍到考场挂钟的），点「以此校正时钟」，同一台相机的影像一并校正。
      </Typography.Paragraph>
    </section>
  )
}

interface OutsideProps {
  list: Coverage['outside']
  lock: string | null
  onOpen: (id: number) => void
  onClock: (id: number) => void
}

function Outside({ list, lock, onOpen, onClock }: OutsideProps) {
  return (
    <section aria-label="场次以外的影像" style={{ flex: '2 1 420px' }}>
      <Typography.Text strong>不在任何场次内、或没有时间的影像 {list.length || ''}</Typography.Text>
      <Table
        size="small"
        rowKey="evidenceId"
        pagination={list.length > 50 ? { pageSize: 50, size: 'small' } : false}
        style={{ marginTop: 8 }}
        dataSource={list}
        locale={{ emptyText: '没有。' }}
        columns={[
          { title: '编号', dataIndex: 'code', width: 90, className: 'num' },
          {
            title: '时间',
            className: 'num',
            render: (_, row) => (row.at === null ? <Tag color="warning">没有时间</Tag> : localText(row.at)),
          },
          {
            title: '',
            width: 190,
            render: (_, row) => (
              <Flex gap={8}>
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.evidenceId)}>
                  预览
                </Button>
                {row.at !== null && (
                  <Button
                    type="link"
                    size="small"
                    style={{ padding: 0 }}
                    disabled={lock !== null}
                    title={lock ?? undefined}
                    onClick={() => onClock(row.evidenceId)}
                  >
                    以此校正时钟
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
    </section>
  )
}
