import { Alert, Button, Flex, Form, Modal, Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import type { Calibration, Reading } from '../../../src-shared/contract/print.ts'
import { SIDE } from '../../../src-shared/labels.ts'
import { call, useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'
import { usePrinter } from '../print/usePrinter.ts'
import { FitVerdict } from './FitVerdict.tsx'
import { complete, type Measured, Readings } from './Readings.tsx'
import { Target } from './Target.tsx'
import { PAPER } from './words.tsx'

type Paper = Calibration['paper']
type Side = Calibration['side']

/** Fewer points leave nothing over to judge the readings by. */
const ENOUGH = 4

/** Choose printer, paper and side; print the target page; type where its crosses really came out; save the fit. */
export function CalibrationDialog({ onClose }: { onClose: () => void }) {
  const [paper, setPaper] = useState<Paper>('A4')
  const [side, setSide] = useState<Side>('front')
  const [measured, setMeasured] = useState<Measured>({})
  const [saving, setSaving] = useState(false)
  const { printers, printer, choose } = usePrinter(paper)
  const { run } = useTask()
  const leave = useDirtyGuard(Object.keys(measured).length > 0)

  const target = useCall('calibration.target', { side })
  const readings: Reading[] = complete(measured)
  const asked = useDebounced(readings, 150)
  const fit = useCall('calibration.fit', asked.length >= ENOUGH ? { readings: asked } : null)
  const jobId = target.data?.jobId

  const turnTo = (next: Side) => {
    setMeasured({}) // readings of one side say nothing about the other
    setSide(next)
  }
  const print = async () => {
    if (!jobId || !printer) return
    const sent = await run('正在打印校准页', options =>
      call('calibration.printTarget', { jobId, side, printer }, options),
    )
    if (sent) done(`校准页已送往「${printer}」`)
  }
  const savePdf = async () => {
    if (!jobId) return
    const saved = await run('正在保存', options => call('calibration.saveTarget', { jobId, side }, options))
    if (saved) done(`校准页已保存：${saved.path}`)
  }
  const save = async () => {
    if (!printer) return
    setSaving(true)
    try {
      await call('calibration.save', { printer, paper, side, readings })
      done(`「${printer}」${SIDE[side]}的校准已保存，以后打印自动修正`)
      // The other side comes next, as a rule; after it there is nothing left to do.
      if (side === 'front') turnTo('back')
      else onClose()
    } finally {
      setSaving(false)
    }
  }

  return (
    <Modal
      open
      title="校准打印机"
      onCancel={() => void leave(onClose)}
      width="min(1180px, calc(100vw - 24px))"
      style={{ top: 12, paddingBottom: 0 }}
      styles={{ body: { height: 'calc(100vh - 148px)', overflow: 'auto' } }}
      mask={{ closable: false }}
      okText={`保存${SIDE[side]}的校准`}
      okButtonProps={{ disabled: !printer || !fit.data || readings.length < ENOUGH }}
      confirmLoading={saving}
      onOk={save}
      cancelText="关闭"
    >
      <Flex gap={16} style={{ height: '100%' }}>
        <Flex vertical gap={8} style={{ flex: '1 1 46%', minWidth: 0 }}>
          <Form layout="inline" style={{ rowGap: 8 }}>
            <Form.Item label="打印机" htmlFor="calibration-printer">
              <Select
                id="calibration-printer"
                value={printer}
                onChange={choose}
                placeholder={printers.length === 0 ? '没有找到打印机' : '请选择打印机'}
                options={printers.map(p => ({ value: p.name, label: p.name }))}
                style={{ width: 200 }}
              />
            </Form.Item>
            <Form.Item label="用于">
              <Segmented<Paper>
                value={paper}
                onChange={setPaper}
                options={(['A4', 'card'] as const).map(value => ({ value, label: PAPER[value] }))}
              />
            </Form.Item>
            <Form.Item label="面">
              <Segmented<Side>
                value={side}
                onChange={next => void leave(() => turnTo(next))}
                options={(['front', 'back'] as const).map(value => ({ value, label: SIDE[value] }))}
              />
            </Form.Item>
          </Form>
          {paper === 'card' && (
            <Alert
              type="info"
              title="校准页是 A4 纸。专用证卡打印机不能进 A4 纸时，无法用本页校准，请用打印机自带的位置调整。"
            />
          )}
          <Flex gap={8}>
            <Button type="primary" disabled={!jobId || !printer} onClick={print}>
              打印校准页
            </Button>
            <Button disabled={!jobId} onClick={savePdf}>
              另存校准页
            </Button>
          </Flex>
          {target.error && <ErrorBlock error={target.error} />}
          {jobId ? <Target url={`/print/${jobId}/${side}.pdf`} /> : <Spin />}
        </Flex>
        <Flex vertical gap={8} style={{ flex: '1 1 54%', minWidth: 0, overflow: 'auto' }}>
          <ol style={{ margin: 0, paddingLeft: 20 }}>
            <li>用「实际大小」把校准页打在准备使用的料或纸上（不缩放、不适应页面）。</li>
            <li>用钢尺量每个十字中心到纸张左边、上边的距离，读到 0.1 mm。</li>
            <li>填入下表，至少 4 个点；看结论为「良好」或「一般」后保存，再校准另一面。</li>
          </ol>
          {target.data && <Readings crosses={target.data.crosses} measured={measured} onChange={setMeasured} />}
          <FitVerdict
            missing={Math.max(0, ENOUGH - readings.length)}
            fit={readings.length >= ENOUGH ? fit.data : undefined}
            error={readings.length >= ENOUGH ? fit.error : undefined}
          />
        </Flex>
      </Flex>
    </Modal>
  )
}
