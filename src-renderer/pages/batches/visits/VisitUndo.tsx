import { Button, Dropdown, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Visit } from '../../../../src-shared/contract/supervision.ts'
import { call } from '../../../api.ts'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import { BatchSelect } from '../BatchSelect.tsx'

/** The way back of a visit: struck out, or moved to the batch where it belongs. */
export function VisitUndo({ visit }: { visit: Visit }) {
  const [open, setOpen] = useState<'strike' | 'move' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'move', label: '移到另一批次…', onClick: () => setOpen('move') },
            { key: 'strike', label: '撤销登记…', danger: true, onClick: () => setOpen('strike') },
          ],
        }}
      >
        <Button>登记有误</Button>
      </Dropdown>
      <ReasonModal
        open={open === 'strike'}
        title={`撤销 ${visit.on} 的${visit.kind}登记`}
        okText="撤销"
        onOk={async reason => {
          await call('visit.strike', { id: visit.id, seen: visit.seen, reason })
          done('已撤销')
        }}
        onClose={close}
      />
      {open === 'move' && <MoveVisit visit={visit} onClose={close} />}
    </>
  )
}

const factsOf = ({ on, kind, opinion }: Visit) => ({ 督导日期: on, 督导类型: kind, 外督员意见: opinion })

const why = [{ required: true, whitespace: true, message: '请写明原因' }]

function MoveVisit({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  return (
    <FormModal<{ batchId: number | null; reason: string }>
      title="移到另一批次"
      okText="移动"
      name="moveVisit"
      initial={{ batchId: null, reason: '' }}
      edited={{
        seen: visit.seen,
        facts: factsOf(visit),
        again: async () => {
          const now = (await call('visit.list', { batchId: visit.batchId })).visits.find(one => one.id === visit.id)
          return now ? { seen: now.seen, values: { batchId: null, reason: '' }, facts: factsOf(now) } : null
        },
      }}
      submit={async ({ batchId, reason }, _options, seen) => {
        if (batchId === null) return
        await call('visit.move', { id: visit.id, seen, batchId, reason })
        done('已移到所选批次，期限一并移去')
      }}
      onClose={onClose}
    >
      <Form.Item name="batchId" label="批次" rules={[{ required: true, message: '请选择批次' }]}>
        <BatchSelect />
      </Form.Item>
      <Form.Item name="reason" label="原因" style={{ marginBottom: 0 }} rules={why}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}

interface EntryProps {
  of: 'scan' | 'handed'
  id: number
  text: string
}

/** Takes one entry under a visit back. */
export function StrikeEntry({ of, id, text }: EntryProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        撤销
      </Button>
      <ReasonModal
        open={open}
        title={`撤销${text}`}
        okText="撤销"
        onOk={async reason => {
          await call('visit.strikeEntry', { of, id, reason })
          done('已撤销')
        }}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

interface MoveScanProps {
  scan: Visit['scans'][number]
  visit: Visit
  visits: Visit[]
}

/** A scan that was put under the wrong visit or the wrong name. */
export function MoveScan({ scan, visit, visits }: MoveScanProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        改放
      </Button>
      {open && (
        <FormModal<{ visitId: number; form: string; reason: string }>
          title={`改放扫描件　${scan.file.name}`}
          okText="改放"
          name="moveScan"
          initial={{ visitId: visit.id, form: scan.form, reason: '' }}
          submit={async values => {
            await call('visit.moveScan', { id: scan.id, ...values })
            done('已改放')
          }}
          onClose={() => setOpen(false)}
        >
          <Form.Item name="visitId" label="哪次督导">
            <Select options={visits.map(one => ({ value: one.id, label: `${one.on} ${one.kind}` }))} />
          </Form.Item>
          <Form.Item name="form" label="表单">
            <Radio.Group optionType="button" options={['附件3', '附件4', '其他']} />
          </Form.Item>
          <Form.Item name="reason" label="原因" style={{ marginBottom: 0 }} rules={why}>
            <Input maxLength={200} />
          </Form.Item>
        </FormModal>
      )}
    </>
  )
}
