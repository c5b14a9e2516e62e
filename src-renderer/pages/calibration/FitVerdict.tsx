import { Alert } from 'antd'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { CallError } from '../../api.ts'
import { verdictOf, words } from './words.tsx'

interface Props {
  /** Points still to be measured before there can be a fit. */
  missing: number
  fit?: Output<'calibration.fit'>
  error?: CallError
}

/** What the readings say, while they are typed. */
export function FitVerdict({ missing, fit, error }: Props) {
  if (missing > 0) return <Alert type="info" showIcon title={`还需填 ${missing} 个点`} />
  if (error) return <Alert type="error" showIcon title={error.data.message} description={error.data.remedy} />
  if (!fit) return null
  const { word, color, text } = verdictOf(fit.residual)
  return (
    <Alert
      type={color}
      showIcon
      title={`读数${word}：残差 ${fit.residual.toFixed(2)} mm`}
      description={
        <>
          <div>{text}</div>
          <div>这台打印机的画面：{words(fit).join('，')}。打印时按此修正。</div>
        </>
      }
    />
  )
}
