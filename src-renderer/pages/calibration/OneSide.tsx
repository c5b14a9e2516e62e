import { Button, Flex, Spin } from 'antd'
import { useState } from 'react'
import type { Calibration } from '../../../src-shared/contract/print.ts'
import { SIDE } from '../../../src-shared/labels.ts'
import { call, useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'
import { sentTo } from '../print/sent.ts'
import { FitVerdict } from './FitVerdict.tsx'
import { complete, type Measured, Readings } from './Readings.tsx'
import { Target } from './Target.tsx'
import { verdictOf } from './words.tsx'

/** Fewer points leave nothing over to judge the readings by. */
const ENOUGH = 4

interface Props {
  printer: string | null
  tray?: string
  paper: Calibration['paper']
  side: Calibration['side']
  onDirty: (dirty: boolean) => void
  onSaved: () => void
  onClose: () => void
}

/** The target page of a side, the readings taken from its print, and what they say while they are typed. */
export function OneSide({ printer, tray, paper, side, onDirty, onSaved, onClose }: Props) {
  const [measured, setMeasured] = useState<Measured>({})
  const [saving, setSaving] = useState(false)
  const { run } = useTask()

  const target = useCall('calibration.target', { paper, side })
  const jobId = target.data?.jobId
  const readings = complete(measured)
  const enough = readings.length >= ENOUGH
  const asked = useDebounced(readings, 150)
  const fit = useCall('calibration.fit', asked.length >= ENOUGH ? { paper, readings: asked } : null)
  // An old verdict must not stand beside new readings that it does not speak of.
  const current = enough && !fit.loading && JSON.stringify(asked) === JSON.stringify(readings)
  const reliable = current && fit.data && !fit.error && verdictOf(fit.data.residual).word !== '不可靠'

  const print = async () => {
    if (!printer) return
    const sent = await run('正在打印校准页', options =>
      call('calibration.printTarget', { paper, side, printer, tray }, options),
    )
    if (sent) done(`校准页：${sentTo(printer, sent.outcome)}`)
  }
  const savePdf = async () => {
    const saved = await run('正在保存', options => call('calibration.saveTarget', { paper, side }, options))
    if (saved) done(`校准页已保存：${saved.path}`)
  }
  const save = async () => {
    if (!printer) return
    setSaving(true)
    try {
      await call('calibration.save', { printer, paper, side, readings })
      done(`「${printer}」${SIDE[side]}的校准已保存，以后打印自动修正`)
      onSaved()
    } finally {
      setSaving(false)
    }
  }

  return (
    <>
      <Flex gap={16} style={{ flex: 1, minHeight: 0 }}>
        <Flex vertical gap={8} style={{ flex: '1 1 44%', minWidth: 0 }}>
          <Flex gap={8}>
            <Button type="primary" disabled={!jobId || !printer} onClick={print}>
              打印校准页
            </Button>
            <Button disabled={!jobId} onClick={savePdf}>
              另存校准页
            </Button>
          </Flex>
          {target.error && <ErrorBlock error={target.error} />}
          {jobId ? <Target url={`/print/${jobId}/${side}.pdf`} paper={paper} /> : <Spin />}
        </Flex>
        <Flex vertical gap={8} style={{ flex: '1 1 56%', minWidth: 0, overflow: 'auto' }}>
          <ol style={{ margin: 0, paddingLeft: 20 }}>
            <li>在准备使用的{paper === 'A4' ? '纸或料' : '空白卡'}上按「实际大小」打印校准页。</li>
            <li>用钢尺量十字中心到{paper === 'A4' ? '纸张' : '卡片'}左边、上边的距离，读到 0.1 mm。</li>
            <li>填入至少 4 个点，结论不是「不可靠」即可保存，再校准另一面。</li>
          </ol>
          {target.data && (
            <Readings
              crosses={target.data.crosses}
              measured={measured}
              onChange={next => {
                setMeasured(next)
                onDirty(true)
              }}
            />
          )}
          <FitVerdict
            missing={Math.max(0, ENOUGH - readings.length)}
            fit={enough && !fit.error ? fit.data : undefined}
            error={enough ? fit.error : undefined}
          />
        </Flex>
      </Flex>
      <Flex justify="end" gap={8}>
        <Button onClick={onClose}>关闭</Button>
        <Button type="primary" disabled={!printer || !reliable} loading={saving} onClick={save}>
          保存{SIDE[side]}的校准
        </Button>
      </Flex>
    </>
  )
}
