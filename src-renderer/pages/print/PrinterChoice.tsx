import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { Flex, Form, InputNumber, Select, Typography } from 'antd'
import type { Calibration } from '../../../src-shared/contract/print.ts'
import { instantText } from '../../components/DateText.tsx'
import type { Way } from './usePrinter.ts'
import { WayPick } from './WayPick.tsx'

interface PickProps {
  printers: { name: string; default: boolean }[]
  printer: string | null
  onPrinter: (printer: string) => void
  copies: number
  onCopies: (copies: number) => void
  way: Way
  onWay: (way: Way) => void
}

interface Props extends PickProps {
  front?: Calibration
  back?: Calibration
}

/** Which printer, how often, and whether its calibration will be applied, in words. */
export function PrinterChoice({ front, back, ...pick }: Props) {
  const { printer } = pick
  return (
    <Form layout="vertical" size="small">
      <PrinterPick {...pick} />
      {printer && (
        <>
          <CalibrationWord side="正面" calibration={front} />
          <CalibrationWord side="反面" calibration={back} />
          {!(front && back) && (
            <Typography.Text type="secondary">未校准的一面按打印机原样输出，可在「校准」页校准。</Typography.Text>
          )}
        </>
      )}
    </Form>
  )
}

/** The printer, the copies, tray and paper; inside a form. */
export function PrinterPick({ printers, printer, onPrinter, copies, onCopies, way, onWay }: PickProps) {
  return (
    <>
      <Flex gap={8}>
        <Form.Item label="打印机" style={{ flex: 1, minWidth: 0, marginBottom: 8 }} htmlFor="print-printer">
          <Select
            id="print-printer"
            value={printer}
            onChange={onPrinter}
            placeholder={printers.length === 0 ? '没有找到打印机' : '请选择打印机'}
            options={printers.map(p => ({ value: p.name, label: p.default ? `${p.name}（默认）` : p.name }))}
            notFoundContent="没有找到打印机，可以另存 PDF 后打印"
          />
        </Form.Item>
        <Form.Item label="份数" style={{ width: 72, marginBottom: 8 }} htmlFor="print-copies">
          <InputNumber
            id="print-copies"
            min={1}
            max={20}
            precision={0}
            value={copies}
            onChange={value => onCopies(value ?? 1)}
            style={{ width: '100%' }}
          />
        </Form.Item>
      </Flex>
      {printer && <WayPick printer={printer} way={way} onWay={onWay} />}
    </>
  )
}

function CalibrationWord({ side, calibration }: { side: string; calibration?: Calibration }) {
  return calibration ? (
    <div>
      <CheckCircleOutlined style={{ color: 'var(--green)' }} /> {side}已校准（{instantText(calibration.at)}，残差{' '}
      {calibration.residual.toFixed(2)} mm）
    </div>
  ) : (
    <div>
      <ExclamationCircleOutlined style={{ color: 'var(--amberMark)' }} /> {side}未校准
    </div>
  )
}
