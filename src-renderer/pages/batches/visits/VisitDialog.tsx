import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Visit, VisitInput } from '../../../../src-shared/contract/supervision.ts'
import { call, useCall } from '../../../api.ts'
import { ClockItem, DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import { KindsDialog } from './KindsDialog.tsx'

type Values = Omit<VisitInput, 'id' | 'seen' | 'batchId'>

interface Props {
  batch: Batch
  visit: Visit | null
  onClose: () => void
}

const BLANK = { name: '', number: '', unit: '', from: null, to: null }

/** A visit of 外督员; its last day starts the deadlines of 第二十二条 and 附件3 注2. */
export function VisitDialog({ batch, visit, onClose }: Props) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  const kinds = useCall('visit.kinds', {}, ['batch', 'setting'])
  const [listing, setListing] = useState(false)
  const ended = Form.useWatch('endedOn', form)
  const moved = visit !== null && ended !== undefined && ended !== visit.endedOn
  const valuesOf = (known: Visit | null): Values => ({
    kind: known?.kind ?? '现场督导',
    on: known?.on ?? today,
    endedOn: known?.endedOn ?? today,
    endReason: known?.endReason ?? '',
    inspectors: known?.inspectors ?? [BLANK, BLANK],
    opinion: known?.opinion ?? '',
  })
  return (
    <FormModal<Values>
      title={visit ? '修改外督登记' : `登记外督　${batch.name}`}
      okText="保存"
      name="visit"
      width={860}
      form={form}
      initial={valuesOf(visit)}
      edited={
        visit
          ? {
              seen: visit.seen,
              again: async () => {
                const now = (await call('visit.list', { batchId: batch.id })).visits.find(({ id }) => id === visit.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
              names: { inspectors: '外督员', endReason: '改动结束日期的原因' },
            }
          : undefined
      }
      submit={async (values, _options, seen) => {
        const inspectors = values.inspectors
          .filter(one => `${one.name}${one.number}${one.unit}`.trim() !== '')
          .map(one => ({ ...one, from: one.from ?? null, to: one.to ?? null }))
        await call('visit.save', {
          ...values,
          inspectors,
          ...(visit ? { id: visit.id, seen } : {}),
          batchId: batch.id,
        })
        done('已登记，期限已算出')
      }}
      onClose={onClose}
    >
      <Flex gap={12} wrap>
        <Form.Item name="kind" label="督导类型" style={{ flex: '1 1 200px' }}>
          <Select
            autoFocus
            options={kinds.data?.kinds.map(value => ({ value, label: value }))}
            popupRender={menu => (
              <>
                {menu}
                <Button type="link" size="small" onClick={() => setListing(true)}>
                  增减类型…
                </Button>
              </>
            )}
          />
        </Form.Item>
        <DateItem
          name="on"
          label="督导日期"
          style={{ flex: '1 1 160px' }}
          rules={[{ required: true, message: '必填' }]}
          max={today}
          onChange={on => {
            const end = form.getFieldValue('endedOn') as string
            if (on && !visit && end < on) form.setFieldValue('endedOn', on)
          }}
        />
        <DateItem
          name="endedOn"
          label="督导结束日期（期限从这天起算）"
          style={{ flex: '1 1 220px' }}
          rules={[{ required: true, message: '必填' }]}
        />
      </Flex>
      {(moved || (visit?.endReason ?? '') !== '') && (
        <Form.Item
          name="endReason"
          label="改动结束日期的原因"
          rules={[{ required: moved, whitespace: true, message: '期限从这一天起算，请写明原因' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item label="外督员（每人一份附件4）" required>
        <Inspectors />
      </Form.Item>
      <Form.Item name="opinion" label="外督员意见" style={{ marginBottom: 0 }}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      {listing && kinds.data && <KindsDialog {...kinds.data} onClose={() => setListing(false)} />}
    </FormModal>
  )
}

/** Who came: the rows of the field `inspectors`. */
export function Inspectors() {
  return (
    <Form.List name="inspectors">
      {(fields, { add, remove }) => (
        <Flex vertical gap={6}>
          {fields.map(({ key, name }, index) => (
            <Flex key={key} gap={6} align="start" wrap>
              <Form.Item
                name={[name, 'name']}
                style={{ flex: '1 1 110px', margin: 0 }}
                rules={[{ required: index === 0, whitespace: true, message: '请填写姓名' }]}
              >
                <Input aria-label={`第 ${index + 1} 名外督员姓名`} placeholder="姓名" maxLength={40} />
              </Form.Item>
              <Form.Item name={[name, 'number']} style={{ flex: '1 1 120px', margin: 0 }}>
                <Input aria-label={`第 ${index + 1} 名外督员证号`} placeholder="证号 R00000000" maxLength={40} />
              </Form.Item>
              <Form.Item name={[name, 'unit']} style={{ flex: '2 1 150px', margin: 0 }}>
                <Input aria-label={`第 ${index + 1} 名外督员单位`} placeholder="单位" maxLength={80} />
              </Form.Item>
              <ClockItem
                name={[name, 'from']}
                style={{ width: 104, margin: 0 }}
                aria-label={`第 ${index + 1} 名外督员进场时间`}
                placeholder="进场"
              />
              <ClockItem
                name={[name, 'to']}
                style={{ width: 104, margin: 0 }}
                aria-label={`第 ${index + 1} 名外督员离场时间`}
                placeholder="离场"
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`移除第 ${index + 1} 名外督员`}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
            </Flex>
          ))}
          <div>
            <Button size="small" icon={<PlusOutlined />} onClick={() => add(BLANK)}>
              添加外督员
            </Button>
          </div>
        </Flex>
      )}
    </Form.List>
  )
}
