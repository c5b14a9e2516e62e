import { Flex, Radio, Typography } from 'antd'
import type { Layout } from '../../../src-shared/contract/print.ts'
import { SheetIcon, SheetPicture } from './SheetPicture.tsx'
import { LAYOUTS, SHEETS } from './sheets.ts'

interface Props {
  layout: Layout
  onLayout: (layout: Layout) => void
  /** Positions of the first sheet that are used already. */
  used: readonly number[]
  onUsed: (used: number[]) => void
  locked: boolean
}

/** The layout, chosen among pictures of it, and which places of a part-used first sheet are still free. */
export function LayoutChoice({ layout, onLayout, used, onUsed, locked }: Props) {
  const slots = SHEETS[layout].slots
  const free = slots.length - used.length
  const toggle = (slot: number) => onUsed(used.includes(slot) ? used.filter(one => one !== slot) : [...used, slot])
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
            label="第一张料的空位"
            onPick={toggle}
            slots={slots.map((_, slot) => {
              const taken = used.includes(slot)
              return {
                text: taken ? '已用' : String(slot + 1),
                label: `第 ${slot + 1} 个位置：${taken ? '已用，点击改为空' : '空，点击标为已用'}`,
                tone: taken ? 'used' : 'card',
                pressed: taken,
                disabled: locked || (!taken && free === 1), // a sheet without a free place is no sheet to print on
              }
            })}
          />
          <div style={{ flex: 1 }}>
            <div>
              第一张料：<strong>{used.length === 0 ? '新料' : `剩 ${free} 个空位`}</strong>
            </div>
            <Typography.Text type="secondary">
              {locked ? '' : '料上有用过的位置时，在图上点一下标为已用；反面自动对齐。'}
            </Typography.Text>
          </div>
        </Flex>
      )}
    </div>
  )
}
