import { Flex, Form, Input, Radio } from 'antd'
import type { Input as Sent } from '../../../../src-shared/contract/index.ts'
import type { Visit } from '../../../../src-shared/contract/supervision.ts'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'

type Values = Omit<Sent<'visit.hand'>, 'id'>

const WAYS = ['查阅', '复印', '移交'] as const
const must = [{ required: true, whitespace: true, message: '必填' }]

/** 第二十九条: what was shown, copied or handed over, by whom and to whom. */
export function HandDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { info } = useSession()
  return (
    <FormModal<Values>
      title="登记提供资料"
      okText="登记"
      name="hand"
      initial={{ what: '', way: '查阅', by: info.operator, to: visit.inspectors[0]?.name ?? '' }}
      submit={async values => {
        await call('visit.hand', { id: visit.id, ...values })
        done('已登记')
      }}
      onClose={onClose}
    >
      <Form.Item name="what" label="资料" rules={must}>
        <Input maxLength={200} autoFocus placeholder="例如 实操评分表 12 份、考场影像" />
      </Form.Item>
      <Form.Item name="way" label="方式">
        <Radio.Group optionType="button" options={WAYS.map(value => ({ value, label: value }))} />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item name="by" label="提供人" style={{ flex: 1, marginBottom: 0 }} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="to" label="接收人" style={{ flex: 1, marginBottom: 0 }} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
      </Flex>
    </FormModal>
  )
}
