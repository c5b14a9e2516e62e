import { Flex, Form, InputNumber, Radio } from 'antd'
import type { Upload } from '../../../../src-shared/contract/common.ts'
import { call } from '../../../api.ts'
import { FileField } from '../../../components/files.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import type { ActionProps } from '../Actions.tsx'
import { BatchDialog } from './BatchDialog.tsx'

interface Values {
  on: string
  score: number | null
  passed: boolean | null
  attachment: Upload | null
}

/** 第十一条: 考核. The result is never guessed from the score: the regulation names no pass mark. */
export function ExamDialog({ selection, count, onClose }: ActionProps) {
  const { today } = useSession()
  return (
    <BatchDialog<Values>
      title={`登记考核　${count} 人`}
      okText="登记考核"
      done="已登记考核"
      remember={['on']}
      initial={{ on: today, score: null, passed: null, attachment: null }}
      submit={(values, options) => call('exam.add', { selection, ...values, passed: values.passed === true }, options)}
      onClose={onClose}
    >
      <Flex gap={12}>
        <DateItem
          name="on"
          label="考核日期"
          style={{ flex: 1 }}
          rules={[{ required: true, message: '请填写考核日期' }]}
          max={today}
          autoFocus
        />
        <Form.Item name="score" label="成绩" style={{ flex: 1 }} extra={count > 1 ? '各人成绩不同时请分别登记' : null}>
          <InputNumber min={0} max={1000} style={{ width: '100%' }} />
        </Form.Item>
      </Flex>
      <Form.Item name="passed" label="考核结果" rules={[{ required: true, message: '请选择考核结果' }]}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: '合格' },
            { value: false, label: '不合格' },
          ]}
        />
      </Form.Item>
      <Form.Item name="attachment" label="附件（试卷、成绩单等）">
        <FileField />
      </Form.Item>
    </BatchDialog>
  )
}
