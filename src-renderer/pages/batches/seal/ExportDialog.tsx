import { Alert, Form, Input, Modal, Radio, Select, Typography } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Exported } from '../../../../src-shared/contract/package.ts'
import type { Seal } from '../../../../src-shared/contract/seal.ts'
import { call, useCall } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { ExportDone } from './ExportDone.tsx'
import { EXPORT_FORM, EXPORT_KIND } from './exportWords.ts'

type Values = Pick<Exported, 'kind' | 'form' | 'receiver'> & { visitId?: number }

interface Props {
  batch: Batch
  sealed: Seal | null
  onClose: () => void
}

/** 导出事后督导包: full or 脱敏, a folder or one zip, for whom; afterwards what was written and the two papers that go along. */
export function ExportDialog({ batch, sealed, onClose }: Props) {
  const [form] = Form.useForm<Values>()
  const [made, setMade] = useState<Exported | null>(null)
  const { run, running } = useTask()
  const visits = useCall('visit.list', { batchId: batch.id }, ['batch']).data?.visits ?? []

  const write = async (values: Values) => {
    const answer = await run(
      '正在导出事后督导包',
      options => call('package.export', { batchId: batch.id, ...values, receiver: values.receiver.trim() }, options),
      'bytes',
    )
    if (answer) setMade(answer)
  }

  if (made) return <ExportDone made={made} onClose={onClose} />
  return (
    <Modal
      open
      title={`导出事后督导包　${batch.name}`}
      width={680}
      okText="选择位置并导出"
      confirmLoading={running}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {!sealed && (
        <Alert
          showIcon
          type="warning"
          style={{ marginBottom: 12 }}
          title="本批次还没有封存"
          description="包内各处会写明「未封存」。交给外督员的事后督导包，建议先封存再导出。"
        />
      )}
      <Form<Values>
        form={form}
        name="export"
        layout="vertical"
        initialValues={{ kind: 'full', form: 'folder', receiver: '' }}
        onFinish={write}
      >
        <Form.Item name="kind" label="内容">
          <Radio.Group
            vertical
            options={(['full', 'masked'] as const).map(value => ({ value, label: <Choice of={EXPORT_KIND[value]} /> }))}
          />
        </Form.Item>
        <Form.Item name="form" label="形式">
          <Radio.Group
            vertical
            options={(['folder', 'zip'] as const).map(value => ({ value, label: <Choice of={EXPORT_FORM[value]} /> }))}
          />
        </Form.Item>
        {visits.length > 0 && (
          <Form.Item name="visitId" label="为哪次督导提供" extra="选定后自动记入该次督导的资料提供登记（第二十九条）。">
            <Select
              allowClear
              placeholder="不为某次督导"
              options={visits.map(one => ({ value: one.id, label: `${one.on} ${one.kind}` }))}
              onChange={id => {
                const visit = visits.find(one => one.id === id)
                if (visit && !form.getFieldValue('receiver'))
                  form.setFieldValue('receiver', visit.inspectors.map(one => one.name).join('、'))
              }}
            />
          </Form.Item>
        )}
        <Form.Item name="receiver" label="接收方" style={{ marginBottom: 0 }}>
          <Input maxLength={80} placeholder="例如 社会事业局　刘外督；写入交付清单" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const Choice = ({ of: [name, what] }: { of: readonly [name: string, what: string] }) => (
  <>
    {name}
    <Typography.Text type="secondary">　{what}</Typography.Text>
  </>
)
