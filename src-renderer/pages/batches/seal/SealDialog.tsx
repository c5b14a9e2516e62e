import { Alert, Flex, Form, Input, Modal, Spin, Typography } from 'antd'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import { call, useCall } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { Findings } from '../../../components/Findings.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'

/** 封存: what would be frozen and what is lacking, first; then the word that freezes it. */
export function SealDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const { data, error } = useCall('seal.preview', { batchId: batch.id }, ['archive', 'batch'])
  const [form] = Form.useForm<{ reason: string }>()
  const { run, running } = useTask()
  const blocked = data?.findings.some(one => one.severity === 'block') ?? false
  const lacking = data !== undefined && (data.missing.length > 0 || data.findings.length > 0 || data.doubts.length > 0)

  const seal = async ({ reason = '' }: { reason?: string }) => {
    const sealed = await run(
      '正在封存',
      options => call('seal.close', { batchId: batch.id, reason: reason.trim() }, options),
      'bytes',
    )
    if (!sealed) return // refused or cancelled: said already, nothing is sealed
    done(`已封存第 ${sealed.version} 版，请打印锚定单签字`)
    onClose()
  }

  return (
    <Modal
      open
      title={`封存　${batch.name}`}
      width={860}
      okText="封存"
      okButtonProps={{ disabled: data === undefined || blocked }}
      confirmLoading={running}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {error && <ErrorBlock error={error} />}
      {!data && !error && <Spin />}
      {data && (
        <Flex vertical gap={12}>
          <Alert
            showIcon
            type={blocked ? 'error' : lacking ? 'warning' : 'success'}
            title={
              blocked
                ? '还不能封存，请先处理下面标「不允许」的事项'
                : `将封存 ${data.files} 个文件，${sizeText(data.bytes)}`
            }
            description="封存时逐件核对文件；缺失或被改动的，不能封存。封存后批次不能再改，要改须解除封存并写明原因。"
          />
          {data.missing.length > 0 && (
            <section aria-label="缺失">
              <Typography.Text strong>必备资料缺 {data.missing.length} 项</Typography.Text>
              <div style={{ maxHeight: 190, overflow: 'auto' }}>
                <ul style={{ margin: '4px 0 0', paddingInlineStart: 18, columns: 3 }}>
                  {data.missing.map(slot => (
                    <li key={slot}>{slot}</li>
                  ))}
                </ul>
              </div>
            </section>
          )}
          {data.doubts.length > 0 && (
            <section aria-label="存疑文件">
              <Typography.Text strong>存疑文件 {data.doubts.length} 件</Typography.Text>
              <div style={{ maxHeight: 190, overflow: 'auto' }}>
                <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
                  {data.doubts.map(doubt => (
                    <li key={doubt} style={{ overflowWrap: 'anywhere' }}>
                      {doubt}
                    </li>
                  ))}
                </ul>
              </div>
            </section>
          )}
          {data.findings.length > 0 && <Findings list={data.findings} compact />}
          {!blocked && (
            <Form form={form} name="seal" layout="vertical" onFinish={seal}>
              <Form.Item
                name="reason"
                label={lacking ? '有缺项仍要封存的原因' : '说明（可不填）'}
                style={{ marginBottom: 0 }}
                rules={[
                  {
                    required: lacking,
                    whitespace: true,
                    message: '资料或督导记录有缺，请写明原因；或先补齐、登记不适用',
                  },
                ]}
              >
                <Input maxLength={200} showCount />
              </Form.Item>
            </Form>
          )}
        </Flex>
      )}
    </Modal>
  )
}
