import { Flex, Form, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { Calibration } from '../../../src-shared/contract/print.ts'
import { SIDE } from '../../../src-shared/labels.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { usePrinter } from '../print/usePrinter.ts'
import { wholeWindow } from '../print/wholeWindow.ts'
import { OneSide } from './OneSide.tsx'
import { PAPER } from './words.tsx'

type Paper = Calibration['paper']
type Side = Calibration['side']

/** Choose printer, paper and side; then measure and save that side, and the other one after it. */
export function CalibrationDialog({ onClose }: { onClose: () => void }) {
  const [paper, setPaper] = useState<Paper>('A4')
  const [side, setSide] = useState<Side>('front')
  const [dirty, setDirty] = useState(false)
  const { printers, printer, choose, way } = usePrinter(paper)
  const leave = useDirtyGuard(dirty)

  const turnTo = (next: Side, nextPaper = paper) => {
    setDirty(false)
    setSide(next)
    setPaper(nextPaper)
  }
  const close = () => void leave(onClose)

  return (
    <Modal
      open
      title="校准打印机"
      onCancel={close}
      footer={null}
      width="min(1180px, calc(100vw - 24px))"
      styles={{ body: wholeWindow(104) }}
      mask={{ closable: false }}
    >
      <Flex vertical gap={8} style={{ height: '100%' }}>
        <Form layout="inline" style={{ rowGap: 8 }}>
          <Form.Item label="打印机" htmlFor="calibration-printer">
            <Select
              id="calibration-printer"
              value={printer}
              onChange={choose}
              placeholder={printers.length === 0 ? '没有找到打印机' : '请选择打印机'}
              options={printers.map(p => ({ value: p.name, label: p.name }))}
              style={{ width: 220 }}
            />
          </Form.Item>
          <Form.Item label="用于">
            <Segmented<Paper>
              value={paper}
              onChange={next => void leave(() => turnTo(side, next))}
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
        <OneSide
          key={`${paper} ${side}`} // each has its own target page and its own readings
          printer={printer}
          tray={way.tray}
          paper={paper}
          side={side}
          onDirty={setDirty}
          onSaved={() => (side === 'front' ? turnTo('back') : onClose())}
          onClose={close}
        />
      </Flex>
    </Modal>
  )
}
