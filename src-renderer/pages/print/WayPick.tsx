import { AutoComplete, Checkbox, Flex, Form, Select } from 'antd'
import { useCall } from '../../api.ts'
import type { Way } from './usePrinter.ts'

interface Props {
  printer: string
  way: Way
  onWay: (way: Way) => void
}

/** Which tray, and whose paper: inside a form. Where the driver's trays are not known, their name is typed. */
export function WayPick({ printer, way, onWay }: Props) {
  const { data } = useCall('print.trays', { printer })
  const options = data?.trays.map(tray => ({ value: tray })) ?? []
  const setTray = (tray: string | undefined) => onWay({ ...way, tray: tray?.trim() || undefined })
  return (
    <Flex gap={8} align="end">
      {data && (data.typed || options.length > 0) && (
        <Form.Item label="纸盒" style={{ flex: 1, minWidth: 0, marginBottom: 8 }} htmlFor="print-tray">
          {data.typed ? (
            <AutoComplete
              id="print-tray"
              value={way.tray ?? ''}
              onChange={setTray}
              maxLength={60}
              placeholder="按驱动设置；可填驱动里的名称，如 手动进纸"
            />
          ) : (
            <Select
              id="print-tray"
              allowClear
              value={way.tray}
              onChange={setTray}
              placeholder="按驱动设置"
              options={options}
            />
          )}
        </Form.Item>
      )}
      <Form.Item style={{ marginBottom: 8 }}>
        <Checkbox
          checked={way.paper === 'driver'}
          onChange={event => onWay({ ...way, paper: event.target.checked ? 'driver' : undefined })}
        >
          纸张按驱动设置
        </Checkbox>
      </Form.Item>
    </Flex>
  )
}
