import { Flex, Radio, Typography } from 'antd'
import type { Layout } from '../../../src-shared/contract/print.ts'
import { SheetIcon, SheetPicture } from './SheetPicture.tsx'
import { LAYOUTS, SHEETS } from './sheets.ts'

interface Props {
  layout: Layout
  onLayout: (layout: Layout) => void
  start: number
  onStart: (start: number) => void
  locked: boolean
}

/** The layout, chosen among pictures of it, and the first free place of a part-used sheet. */
export function LayoutChoice({ layout, onLayout, start, onStart, locked }: Props) {
  const slots = SHEETS[layout].slots
  return (
    <div>
      <Radio.Group
        disabled={locked}
        value={layout}
        onChange={event => onLayout(event.target.value)}
        aria-label="版式"
        className="layouts"
      >
        {LAYOUTS.map(key => (
          <Radio key={key} value={key}>
            <SheetIcon layout={key} width={key === 'single' ? 32 : 46} />
            <span>{SHEETS[key].title}</span>
          </Radio>
        ))}
      </Radio.Group>
      <Typography.Text type="secondary">
        {locked ? '已送打印；登记打印结果后可另换版式' : SHEETS[layout].hint}
      </Typography.Text>
      {slots.length > 1 && (
        <Flex gap={12} style={{ marginTop: 12 }}>
          <SheetPicture
            layout={layout}
            width={112}
            label="起始位置"
            onPick={onStart}
            slots={slots.map((_, slot) => ({
              text: slot < start ? '已用' : slot === start ? `${slot + 1}\n起始` : String(slot + 1),
              label: `从第 ${slot + 1} 个位置开始`,
              tone: slot < start ? 'used' : 'card',
              pressed: slot === start,
              disabled: locked,
            }))}
          />
          <div style={{ flex: 1 }}>
            <div>
              从第 <strong>{start + 1}</strong> 个位置开始
            </div>
            <Typography.Text type="secondary">
              第一张料已用过几个位置时，点击图上第一个空位；反面自动对齐。
            </Typography.Text>
          </div>
        </Flex>
      )}
    </div>
  )
}
