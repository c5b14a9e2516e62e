import { Form, Input } from 'antd'
import { useState } from 'react'
import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { isSelfReview } from '../../../src-shared/domain/rectify.ts'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from '../venues/FormModal.tsx'
import { lookAgain, repliedOf } from './again.ts'

interface Values {
  reviewer: string
  on: string
  noEvidence?: string
}

/** Whoever mended it does not confirm it. */
export function CloseDialog({ item, onClose }: { item: Rectification; onClose: () => void }) {
  const { today, info } = useSession()
  const self = isSelfReview(item.responsible, info.operator)
  const [initial] = useState({ reviewer: self ? '' : info.operator, on: today })
  return (
    <FormModal<Values>
      title="复核关闭"
      okText="关闭问题"
      name="close"
      initial={initial}
      edited={{ seen: item.seen, facts: repliedOf(item), again: () => lookAgain(item, () => initial, repliedOf) }}
      submit={async (values, _options, seen) => {
        await call('rectification.close', { id: item.id, seen, ...values })
        done('问题已关闭')
      }}
      onClose={onClose}
    >
      <Form.Item
        name="reviewer"
        label="复核人"
        extra={item.responsible ? `责任人是「${item.responsible}」，复核人应为另一人。` : undefined}
        rules={[
          { required: true, whitespace: true, message: '请填写复核人' },
          {
            validator: async (_rule, value: string) => {
              if (isSelfReview(item.responsible, value)) throw new Error('复核人与责任人是同一人')
            },
          },
        ]}
      >
        <Input maxLength={40} autoFocus />
      </Form.Item>
      {item.evidence.length === 0 && (
        <Form.Item
          name="noEvidence"
          label="没有佐证的原因"
          extra="整改没有附佐证。请先在「修改回复」中附上照片或文件；确实不可能有的，由复核人写明原因。"
          rules={[{ required: true, whitespace: true, message: '请写明为什么不可能有佐证' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <DateItem
        name="on"
        label="关闭日期"
        style={{ marginBottom: 0 }}
        rules={[{ required: true, message: '请填写日期' }]}
        max={today}
      />
    </FormModal>
  )
}
