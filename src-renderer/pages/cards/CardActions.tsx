import { Form, Typography } from 'antd'
import { useEffect, useState } from 'react'
import type { CardRow } from '../../../src-shared/contract/card.ts'
import { call } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { DateField } from '../../components/typed/DateField.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'

export interface Act {
  key: 'reissue' | 'lost' | 'found' | 'return' | 'unreturn' | 'void'
  word: string
  /** What it does to the card and its code. */
  text: string
  dated: string | null
  danger: boolean
}

/** What may be done with a card; the day's facts say which (`acts`, domain/card.ts). Rulings T7 and T8. */
export const ACTIONS: Act[] = [
  {
    key: 'reissue',
    word: '补发',
    text: '遗失或损坏后补发：编号不变，台账记「补发」，下一次打印记为补发打印。',
    dated: '补发日期',
    danger: false,
  },
  {
    key: 'lost',
    word: '挂失',
    text: '挂失后该证卡不能打印；找回或补发后恢复有效。',
    dated: '遗失日期',
    danger: true,
  },
  {
    key: 'found',
    word: '找回',
    text: '撤销挂失，证卡恢复有效。',
    dated: null,
    danger: false,
  },
  {
    key: 'return',
    word: '登记收回',
    text: '解聘、届满或换发后把证卡收回来（本机构制度），登记后不再列入「待收回」。',
    dated: '收回日期',
    danger: false,
  },
  {
    key: 'unreturn',
    word: '撤销收回登记',
    text: '只用于登记有误的情形；撤销和原因会记入证卡台账。',
    dated: null,
    danger: true,
  },
  {
    key: 'void',
    word: '作废',
    text: '作废后不能恢复，编号也不再使用（附件1：依次顺序取值，不重复）。',
    dated: null,
    danger: true,
  },
]

/** Asks for the reason (and the day) and does it. */
export function ActionModal({ card, action, onClose }: { card: CardRow; action: Act | null; onClose: () => void }) {
  const { today } = useSession()
  const [on, setOn] = useState<string | null>(today)
  useEffect(() => {
    if (action) setOn(today)
  }, [action, today])

  const act = async (reason: string) => {
    if (!action) return
    const { key } = action
    const { id, seen } = card
    if (key === 'void' || key === 'found' || key === 'unreturn') await call(`card.${key}`, { id, seen, reason })
    else if (on) await call(`card.${key}`, { id, seen, reason, on })
    done(`${card.name} 的证卡 ${card.code} 已${action.word}`)
  }

  return (
    <ReasonModal
      open={action !== null}
      title={action ? `${action.word}：${card.name} ${card.code}` : ''}
      okText={action?.word ?? ''}
      danger={action?.danger}
      ready={!action?.dated || on !== null}
      onOk={act}
      onClose={onClose}
    >
      <Typography.Paragraph>{action?.text}</Typography.Paragraph>
      {action?.dated && (
        <Form layout="vertical" component={false}>
          <Form.Item label={action.dated} htmlFor="card-action-on" style={{ marginBottom: 0 }}>
            <DateField id="card-action-on" value={on} onChange={setOn} max={today} />
          </Form.Item>
        </Form>
      )}
    </ReasonModal>
  )
}
