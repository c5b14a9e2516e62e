import { Button, Result } from 'antd'

interface Props {
  good: number
  spoiled: number[]
  onAgain: () => void
  onClose: () => void
}

/** The ledger has it; spoiled cards can be printed again at once, at places of one's choice. */
export function PrintDone({ good, spoiled, onAgain, onClose }: Props) {
  return (
    <Result
      status={spoiled.length === 0 ? 'success' : 'warning'}
      title={`已登记：打好 ${good} 张${spoiled.length > 0 ? `，打坏 ${spoiled.length} 张` : ''}`}
      subTitle={
        spoiled.length > 0
          ? '打坏的证卡可以现在重打：放一张没用完的料，在图上标出用过的位置。'
          : '打印台账已记下每张证卡的料号和位置。'
      }
      extra={[
        spoiled.length > 0 && (
          <Button key="again" type="primary" onClick={onAgain}>
            重打这 {spoiled.length} 张
          </Button>
        ),
        <Button key="close" onClick={onClose} autoFocus={spoiled.length === 0}>
          关闭
        </Button>,
      ]}
    />
  )
}
