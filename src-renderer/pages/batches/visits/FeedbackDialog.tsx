import { Button, Flex, Form, Input, Select, Typography } from 'antd'
import { useState } from 'react'
import type { FormItem } from '../../../../src-shared/contract/form.ts'
import type { Visit } from '../../../../src-shared/contract/supervision.ts'
import { call } from '../../../api.ts'
import { instantText } from '../../../components/DateText.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { FormModal } from '../../venues/FormModal.tsx'
import { FormsSet } from '../FormsSet.tsx'

interface Values {
  inspector: number
  text: string
}

/** 工作反馈情况 of 附件4 about one 外督员: a new version each time; earlier ones are printed as they were. */
export function FeedbackDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const [form] = Form.useForm<Values>()
  const chosen = Form.useWatch('inspector', form) ?? 0
  const versionsOf = (i: number) => {
    const one = visit.inspectors[i]
    return visit.feedback.filter(({ inspector, number }) => inspector === one?.name && number === one.number)
  }
  return (
    <FormModal<Values>
      title="附件4 工作反馈情况"
      okText="存为新的一版"
      name="feedback"
      width={680}
      form={form}
      initial={{ inspector: 0, text: versionsOf(0)[0]?.text ?? '' }}
      submit={async ({ inspector, text }) => {
        await call('visit.feedback', { id: visit.id, inspector, text })
        done('已存入，可打印附件4')
      }}
      onClose={onClose}
    >
      <Form.Item name="inspector" label="外督员">
        <Select
          options={visit.inspectors.map(({ name, number }, value) => ({ value, label: `${name}　${number}` }))}
          onChange={i => form.setFieldValue('text', versionsOf(i)[0]?.text ?? '')}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label="工作反馈情况"
        extra="是否佩戴督导员证卡、是否认真履行职责、是否自觉遵守廉洁纪律（附件4 注）。"
        rules={[{ required: true, whitespace: true, message: '请填写反馈情况' }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 5, maxRows: 12 }} autoFocus />
      </Form.Item>
      <Versions visit={visit} inspector={chosen} list={versionsOf(chosen)} />
    </FormModal>
  )
}

function Versions({ visit, inspector, list }: { visit: Visit; inspector: number; list: Visit['feedback'] }) {
  const [struck, setStruck] = useState<number | null>(null)
  const sheet = (feedback: number): FormItem => ({
    form: 'annex4',
    mode: 'filled',
    subject: { kind: 'visit', id: visit.id, inspector, feedback },
  })
  if (list.length === 0) return <Typography.Text type="secondary">还没有存过反馈情况。</Typography.Text>
  return (
    <Flex vertical gap={4}>
      {list.map(one => (
        <Flex key={one.id} gap={8} align="center">
          <span className="num" style={{ flex: 1 }}>
            第 {one.version} 版　{instantText(one.at)}　{one.by}
          </span>
          <FormsSet text={`打印第 ${one.version} 版`} items={[sheet(one.id)]} />
          <Button type="link" size="small" onClick={() => setStruck(one.id)}>
            撤销
          </Button>
        </Flex>
      ))}
      <ReasonModal
        open={struck !== null}
        title="撤销这一版反馈情况"
        okText="撤销"
        onOk={async reason => {
          await call('visit.strikeEntry', { of: 'feedback', id: struck ?? 0, reason })
          done('已撤销')
        }}
        onClose={() => setStruck(null)}
      />
    </Flex>
  )
}
