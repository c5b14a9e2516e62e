import { Button, Flex, Select, Typography } from 'antd'
import { useState } from 'react'
import type { Baseline } from '../../../../src-shared/contract/venue.ts'
import { instantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'
import { BaselineRows } from '../baseline/BaselineRows.tsx'
import { DiffTable } from '../baseline/DiffTable.tsx'
import type { TabProps } from '../VenuePage.tsx'

/** What was filed, and how today differs from it (第二十三条（一）). */
export function BaselineTab({ venue, onAction }: TabProps) {
  const [chosen, setChosen] = useState<number>()
  const [rows, setRows] = useState(false)
  const baseline = venue.baselines.find(one => one.id === chosen) ?? venue.baselines[0]
  if (!baseline) {
    return (
      <Empty
        text={
          venue.devices === 0
            ? '还没有备案清单。先在「设备」里录入或导入设备，再留存为备案清单。'
            : '还没有备案清单。把备案时的设备清单留存下来，今后的变更就能逐项对照。'
        }
        action={
          !venue.deletedAt && (
            <Button type="primary" disabled={venue.devices === 0} onClick={() => onAction('baseline')}>
              留存备案清单
            </Button>
          )
        }
      />
    )
  }
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={12} align="center">
        <Select
          aria-label="备案清单"
          style={{ width: 280, flex: 'none' }}
          value={baseline.id}
          onChange={setChosen}
          options={venue.baselines.map((one, i) => ({
            value: one.id,
            label: `${one.on}　${one.devices} 项 ${one.pieces} 件${i === 0 ? '（最新）' : ''}`,
          }))}
        />
        <Facts baseline={baseline} />
        {baseline.attachment && <AttachmentLink file={baseline.attachment} />}
        <Button onClick={() => setRows(true)}>查看清单</Button>
        {!venue.deletedAt && (
          <Button disabled={venue.devices === 0} onClick={() => onAction('baseline')}>
            重新留存
          </Button>
        )}
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <DiffTable key={baseline.id} venueId={venue.id} baseline={baseline} />
      </div>
      {rows && <BaselineRows baseline={baseline} onClose={() => setRows(false)} />}
    </Flex>
  )
}

function Facts({ baseline: { receipt, note, recordedBy, recordedAt } }: { baseline: Baseline }) {
  const parts = [receipt && `回执 ${receipt}`, `${recordedBy} 留存于 ${instantText(recordedAt)}`, note]
  return (
    <Typography.Text type="secondary" ellipsis={{ tooltip: true }} style={{ flex: 1, minWidth: 0 }}>
      {parts.filter(Boolean).join('，')}
    </Typography.Text>
  )
}
