import { Button, Descriptions, Drawer, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { call } from '../../api.ts'
import { DateText, dateText } from '../../components/DateText.tsx'
import { Findings } from '../../components/Findings.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { FixTag } from '../batches/tags.tsx'
import { FormsButton } from '../forms/FormsButton.tsx'
import { AttachmentLink } from '../roster/AttachmentLink.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { FixDialog } from './FixDialog.tsx'
import { sourceOf } from './FixTable.tsx'
import { ReplyDialog } from './ReplyDialog.tsx'

/** One problem from its finding to its closing, with what may be done next. */
export function FixDrawer({ item, onClose }: { item: Rectification; onClose: () => void }) {
  const [open, setOpen] = useState<'edit' | 'reply' | 'close' | 'reopen' | null>(null)
  const close = () => setOpen(null)
  const isClosed = item.state === 'closed'
  return (
    <Drawer
      open
      size={Math.min(760, window.innerWidth - 24)}
      onClose={onClose}
      title={
        <Flex gap={8} align="center">
          问题 {item.id} <FixTag state={item.state} />
        </Flex>
      }
      extra={
        <Flex gap={8}>
          <FormsButton subject={{ kind: 'rectification', id: item.id }} />
          {isClosed ? (
            <Button onClick={() => setOpen('reopen')}>重新打开</Button>
          ) : (
            <>
              <Button onClick={() => setOpen('edit')}>整改安排</Button>
              <Button type={item.repliedOn ? 'default' : 'primary'} onClick={() => setOpen('reply')}>
                {item.repliedOn ? '修改回复' : '回复'}
              </Button>
              {item.repliedOn && (
                <Button type="primary" onClick={() => setOpen('close')}>
                  复核关闭
                </Button>
              )}
            </>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <Findings list={item.findings} />
        <Descriptions
          size="small"
          bordered
          column={2}
          items={[
            { label: '问题', span: 2, children: <Text text={item.problem} /> },
            {
              label: '批次',
              span: 2,
              children: (
                <Button
                  type="link"
                  size="small"
                  style={{ padding: 0 }}
                  onClick={() => navigate('batch', { id: String(item.batchId), tab: 'fix' })}
                >
                  {item.batchName}
                </Button>
              ),
            },
            { label: '来源', children: <Source item={item} /> },
            { label: '发现日期', children: <DateText value={item.openedOn} /> },
            { label: '责任人', children: item.responsible || '未定' },
            { label: '整改期限', children: item.due ? dateText(item.due) : '未定' },
            { label: '整改措施', span: 2, children: <Text text={item.measure} /> },
            { label: '整改回复', span: 2, children: <Text text={item.reply} /> },
            { label: '回复日期', children: <DateText value={item.repliedOn} /> },
            {
              label: '佐证',
              children:
                item.evidence.length > 0 ? (
                  <Flex vertical align="start">
                    {item.evidence.map(file => (
                      <AttachmentLink key={file.sha256} file={file} />
                    ))}
                  </Flex>
                ) : (
                  item.noEvidence || '—'
                ),
            },
            { label: '复核人', children: item.reviewer || '—' },
            { label: '关闭日期', children: <DateText value={item.closedOn} /> },
          ]}
        />
      </Flex>
      {open === 'edit' && <FixDialog batchId={item.batchId} item={item} onClose={close} />}
      {open === 'reply' && <ReplyDialog item={item} onClose={close} />}
      {open === 'close' && <CloseDialog item={item} onClose={close} />}
      <ReasonModal
        open={open === 'reopen'}
        title="重新打开问题"
        okText="重新打开"
        danger={false}
        onOk={async reason => {
          await call('rectification.reopen', { id: item.id, seen: item.seen, reason })
          done('已重新打开')
        }}
        onClose={close}
      />
    </Drawer>
  )
}

const Text = ({ text }: { text: string }) =>
  text ? (
    <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>
  ) : (
    <Typography.Text type="secondary">未填</Typography.Text>
  )

function Source({ item }: { item: Rectification }) {
  if (!item.recordId) return sourceOf(item)
  return (
    <Button
      type="link"
      size="small"
      style={{ padding: 0 }}
      onClick={() => navigate('record', { id: String(item.recordId) })}
    >
      {sourceOf(item)}
    </Button>
  )
}
