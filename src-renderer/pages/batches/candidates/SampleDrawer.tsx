import { Button, Collapse, Drawer, Flex, Form, Input, InputNumber, Table, Typography } from 'antd'
import type { Batch, Sample } from '../../../../src-shared/contract/batch.ts'
import { call } from '../../../api.ts'
import { instantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { showFields } from '../../../components/showFields.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { CANDIDATE_COLUMNS } from '../tabs/CandidatesTab.tsx'

interface Props {
  batch: Batch
  samples: Sample[]
  closed: boolean
  onClose: () => void
}

/** 抽查 (第二十条（四）): the same seed and list give the same people; every drawing is kept with its seed. */
export function SampleDrawer({ batch, samples, closed, onClose }: Props) {
  return (
    <Drawer open title={`考生抽查　${batch.name}`} size={Math.min(900, window.innerWidth - 24)} onClose={onClose}>
      <Flex vertical gap={16}>
        {!closed && <Draw batch={batch} />}
        {samples.length === 0 ? (
          <Empty text="还没有抽查过。" />
        ) : (
          <Collapse
            key={samples[0]?.id}
            defaultActiveKey={String(samples[0]?.id)}
            items={samples.map(sample => ({
              key: String(sample.id),
              label: (
                <span className="num">
                  {instantText(sample.drawnAt)}　抽 {sample.size} 人　种子 {sample.seed}
                </span>
              ),
              children: (
                <>
                  <Flex justify="space-between" align="center" style={{ marginBottom: 8 }}>
                    <Typography.Text type="secondary">经办人 {sample.drawnBy}</Typography.Text>
                    <FormsButton subject={{ kind: 'sample', id: sample.id }} />
                  </Flex>
                  <Table
                    size="small"
                    rowKey="id"
                    pagination={false}
                    scroll={{ x: 920 }}
                    dataSource={sample.candidates}
                    columns={CANDIDATE_COLUMNS}
                  />
                </>
              ),
            }))}
          />
        )}
      </Flex>
    </Drawer>
  )
}

interface Values {
  size: number
  seed: string
}

const SHARE = 0.1
const ENOUGH = 10

function Draw({ batch }: { batch: Batch }) {
  const [form] = Form.useForm<Values>()
  const { run, running } = useTask()
  const draw = async (values: Values) => {
    const sample = await run('正在抽查', async options => {
      try {
        return await call('sample.draw', { batchId: batch.id, ...values }, options)
      } catch (error) {
        showFields(form, error)
      }
    })
    if (sample) done(`已抽出 ${sample.size} 人，种子 ${sample.seed}`)
  }
  const usual = Math.min(batch.candidates, Math.max(ENOUGH, Math.ceil(batch.candidates * SHARE)))
  return (
    <Form form={form} name="sample" layout="inline" initialValues={{ size: usual, seed: '' }} onFinish={draw}>
      <Form.Item name="size" label="抽查人数" rules={[{ required: true, message: '请填写人数' }]}>
        <InputNumber
          min={1}
          max={Math.min(10_000, batch.candidates)}
          precision={0}
          autoFocus
          suffix={`/ ${batch.candidates}`}
        />
      </Form.Item>
      <Form.Item
        name="seed"
        label="种子"
        tooltip="同一名册、同一种子，抽出的人相同，可以当场复核。不填则自动生成并记录。"
      >
        <Input maxLength={40} placeholder="不填则自动生成" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={running}>
        抽查
      </Button>
    </Form>
  )
}
