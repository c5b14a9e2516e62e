import { Flex, Form, Input, Radio } from 'antd'
import type { CheckInput } from '../../../../src-shared/contract/seal.ts'
import { call } from '../../../api.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../../venues/FormModal.tsx'
import type { InputProps } from './InputDialog.tsx'

type Virus = Extract<CheckInput, { kind: 'virus' }>
interface Values extends Omit<Virus, 'kind' | 'clean' | 'definitions' | 'on'> {
  definitions: string | null
  on: string | null
  clean: 'yes' | 'no'
}

const must = [{ required: true, whitespace: true, message: '必填' }]
const half = { flex: '1 1 200px' }

/** Check 24: no program can vouch for another; a person says which software looked, with which definitions, and what it found. */
export function VirusDialog({ last, batchId, onSaved, onClose }: InputProps & { last: Virus | undefined }) {
  const { info, today } = useSession()
  return (
    <FormModal<Values>
      title="登记病毒查杀"
      okText="登记"
      name="virus"
      initial={{
        software: last?.software ?? '',
        definitions: last?.definitions ?? null,
        by: info.operator,
        on: today,
        clean: last?.clean === false ? 'no' : 'yes',
      }}
      submit={async ({ definitions, on, clean, ...rest }) => {
        if (!definitions || !on) return
        await call('check.input', {
          batchId,
          input: { kind: 'virus', ...rest, definitions, on, clean: clean === 'yes' },
        })
        done('已登记')
        onSaved()
      }}
      onClose={onClose}
    >
      <Form.Item name="software" label="查杀软件" rules={must}>
        <Input maxLength={60} autoFocus placeholder="例如 Microsoft Defender" />
      </Form.Item>
      <Flex gap={12} wrap>
        <DateItem
          name="definitions"
          label="病毒库日期"
          style={half}
          rules={[{ required: true, message: '请填写病毒库日期' }]}
          max={today}
        />
        <DateItem
          name="on"
          label="查杀日期"
          style={half}
          rules={[{ required: true, message: '请填写查杀日期' }]}
          max={today}
        />
      </Flex>
      <Form.Item name="by" label="查杀人" rules={must}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="clean" label="结果" style={{ marginBottom: 0 }}>
        <Radio.Group
          options={[
            { value: 'yes', label: '没有发现病毒' },
            { value: 'no', label: '发现病毒（请先处理再封存）' },
          ]}
        />
      </Form.Item>
    </FormModal>
  )
}
