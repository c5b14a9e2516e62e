import { Button, Descriptions, Flex, Form, Typography } from 'antd'
import { useState } from 'react'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import { scopeText } from '../../../../src-shared/domain/venue.ts'
import { call } from '../../../api.ts'
import { DateText } from '../../../components/DateText.tsx'
import { showFields } from '../../../components/showFields.ts'
import { useDirtyGuard } from '../../../components/useDirtyGuard.tsx'
import { useEdit } from '../../../components/useEdit.tsx'
import { done } from '../../../feedback.ts'
import { FACTS } from '../facts.ts'
import { VenueFilingTag } from '../tags.tsx'
import { cleanValues, VenueFields, type VenueValues, venueValues } from '../VenueFields.tsx'
import type { TabProps } from '../VenuePage.tsx'

export function BasicTab({ venue, onAction }: TabProps) {
  const [editing, setEditing] = useState(false)
  if (editing) return <Edit venue={venue} onClose={() => setEditing(false)} />
  return (
    <Flex vertical gap={16} style={{ maxWidth: 960 }}>
      <Descriptions
        size="small"
        bordered
        styles={FACTS}
        column={2}
        title="基本信息"
        extra={!venue.deletedAt && <Button onClick={() => setEditing(true)}>修改资料</Button>}
        items={[
          { key: 'name', label: '场地名称', children: venue.name },
          { key: 'purpose', label: '用途', children: venue.purpose || '—' },
          { key: 'address', label: '地址', span: 2, children: venue.address },
          { key: 'contact', label: '联系人', children: venue.contact || '—' },
          { key: 'phone', label: '电话', children: venue.phone || '—' },
          { key: 'scope', label: '职业（工种）和等级', span: 2, children: <Scope venue={venue} /> },
          { key: 'note', label: '备注', span: 2, children: venue.note || '—' },
          ...(venue.origin ? [{ key: 'origin', label: '来源', span: 2, children: venue.origin }] : []),
        ]}
      />
      <Descriptions
        size="small"
        bordered
        styles={FACTS}
        column={2}
        title="备案（第二十三条）"
        extra={!venue.deletedAt && <Button onClick={() => onAction('filing')}>登记备案</Button>}
        items={[
          { key: 'state', label: '状态', children: <VenueFilingTag state={venue.filing} /> },
          { key: 'receipt', label: '回执编号', children: venue.receipt || '—' },
          { key: 'filed', label: '备案日期', children: <DateText value={venue.filedOn} /> },
          { key: 'valid', label: '有效期至', children: <DateText value={venue.validUntil} /> },
        ]}
      />
    </Flex>
  )
}

function Scope({ venue }: { venue: Venue }) {
  if (venue.scope.length === 0) return <Typography.Text type="warning">没有填写，附件5 无法写明</Typography.Text>
  return (
    <>
      {venue.scope.map(entry => (
        <div key={`${entry.code}|${entry.occupation}|${entry.trade}|${entry.levels.join()}`}>
          {scopeText(entry)} <Typography.Text type="secondary">{entry.code}</Typography.Text>
        </div>
      ))}
    </>
  )
}

function Edit({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const [form] = Form.useForm<VenueValues>()
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  // The row as it was when the form was opened: a change that comes in meanwhile must be refused, not overwritten.
  const [opened] = useState(venue)
  const leave = useDirtyGuard(dirty)
  const edit = useEdit(form, 'venue', venueValues(opened), {
    seen: opened.seen,
    again: async () => {
      const now = await call('venue.get', { id: opened.id })
      return { seen: now.seen, values: venueValues(now) }
    },
    names: { scope: '职业（工种）和等级' },
  })

  const save = async (values: VenueValues) => {
    setBusy(true)
    try {
      const saved = await edit.save(values, (said, seen) =>
        call('venue.save', { ...cleanValues(said), id: opened.id, seen }),
      )
      if (!saved) return
      done('已保存')
      onClose()
    } catch (error) {
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form
      form={form}
      name="venue"
      layout="vertical"
      initialValues={venueValues(opened)}
      onFinish={save}
      onValuesChange={() => setDirty(true)}
      style={{ maxWidth: 960 }}
    >
      {edit.other}
      <VenueFields />
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={busy}>
          保存
        </Button>
        <Button onClick={() => leave(onClose)}>取消</Button>
      </Flex>
    </Form>
  )
}
