import { Alert, Button, Form, Radio, Select } from 'antd'
import { useRef } from 'react'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import { call, useCall } from '../../../api.ts'
import { navigate } from '../../../location.ts'
import { FormModal } from '../FormModal.tsx'
import { roomName } from '../tags.tsx'
import { scopeOf } from './words.ts'

interface Values {
  /** A room by its place in the list: '' is a room's name, too. */
  room: number
  source: 'current' | 'baseline'
}

const ALL = -1

/** A new count of one room or of all; an unfinished one is offered to be continued. */
export function StartDialog({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const started = useRef<number>(undefined)
  const open = useCall('venueCheck.list', {
    venueId: venue.id,
    states: ['open'],
    page: { offset: 0, limit: 20 },
  })
  const go = (check: number) => navigate('count', { check: String(check) })
  const newest = venue.baselines[0]
  return (
    <FormModal<Values>
      title={`开始核查　${venue.name}`}
      okText="开始核查"
      name="count"
      initial={{ room: ALL, source: 'current' }}
      submit={async ({ room, source }) => {
        const check = await call('venueCheck.start', {
          venueId: venue.id,
          room: venue.rooms[room]?.room ?? null,
          source,
        })
        started.current = check.id
      }}
      onClose={() => {
        onClose()
        if (started.current !== undefined) void go(started.current)
      }}
    >
      {open.data?.rows.map(check => (
        <Alert
          key={check.id}
          type="info"
          showIcon
          style={{ marginBottom: 8 }}
          title={`${check.startedOn} 的核查没有完成：${scopeOf(check)}，已核 ${check.summary.done}/${check.summary.lines}`}
          action={
            <Button
              size="small"
              onClick={() => {
                onClose()
                void go(check.id)
              }}
            >
              继续
            </Button>
          }
        />
      ))}
      <Form.Item name="room" label="核查范围">
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: ALL, label: `全部位置　${venue.devices} 项` },
            ...venue.rooms.map((one, index) => ({
              value: index,
              label: `${roomName(one.room)}　${one.devices} 项 ${one.pieces} 件`,
            })),
          ]}
        />
      </Form.Item>
      <Form.Item name="source" label="对照" style={{ marginBottom: 0 }}>
        <Radio.Group
          options={[
            { value: 'current', label: '现在的设备清单' },
            {
              value: 'baseline',
              label: newest ? `备案清单（${newest.on}，${newest.devices} 项）` : '备案清单（还没有留存）',
              disabled: !newest,
            },
          ]}
        />
      </Form.Item>
    </FormModal>
  )
}
