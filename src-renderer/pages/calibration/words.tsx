import { Tag } from 'antd'
import type { Calibration } from '../../../src-shared/contract/print.ts'

export const PAPER: Record<Calibration['paper'], string> = { A4: 'A4', card: '80×110 mm 卡' }

/** mm: readings are taken by eye on a millimetre scale, so 0.2 is as good as it gets and 0.5 a misreading. */
const GOOD = 0.2
const FAIR = 0.5

export interface Verdict {
  word: '良好' | '一般' | '不可靠'
  color: 'success' | 'warning' | 'error'
  text: string
}

/** How well the readings fit together. @param residual mm */
export function verdictOf(residual: number): Verdict {
  if (residual <= GOOD) return { word: '良好', color: 'success', text: '各点读数一致，可以保存。' }
  if (residual <= FAIR) return { word: '一般', color: 'warning', text: '读数略有出入，可以保存；重新量取会更准。' }
  return { word: '不可靠', color: 'error', text: '各点读数互相矛盾，多半有读错或填错的，请核对后再保存。' }
}

export function VerdictTag({ residual }: { residual: number }) {
  const { word, color } = verdictOf(residual)
  return <Tag color={color}>{word}</Tag>
}

type Fit = Pick<Calibration, 'offset' | 'scale' | 'rotation' | 'skew'>

/** What the printer does to a sheet, in plain words; parts too small to matter are left out. */
export function words({ offset, scale, rotation, skew }: Fit): string[] {
  const moved = [
    Math.abs(offset.x) >= 0.05 ? `向${offset.x > 0 ? '右' : '左'}偏 ${Math.abs(offset.x).toFixed(1)} mm` : '',
    Math.abs(offset.y) >= 0.05 ? `向${offset.y > 0 ? '下' : '上'}偏 ${Math.abs(offset.y).toFixed(1)} mm` : '',
    ...(['x', 'y'] as const).map(axis =>
      Math.abs(scale[axis]) >= 0.05
        ? `${axis === 'x' ? '横' : '纵'}向${scale[axis] > 0 ? '放大' : '缩小'} ${Math.abs(scale[axis]).toFixed(2)}%`
        : '',
    ),
    Math.abs(rotation) >= 0.02 ? `${rotation > 0 ? '顺' : '逆'}时针歪斜 ${Math.abs(rotation).toFixed(2)}°` : '',
    Math.abs(skew) >= 0.02 ? `横竖不垂直 ${Math.abs(skew).toFixed(2)}°` : '',
  ].filter(text => text !== '')
  return moved.length > 0 ? moved : ['没有可见的偏差']
}
