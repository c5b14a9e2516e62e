import { Button, Descriptions, Drawer, Flex, Space, Spin, Timeline, Typography } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { CardEvent, CardRow } from '../../../src-shared/contract/card.ts'
import { CARD_STATE, CODE_MODE } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { DateText, InstantText } from '../../components/DateText.tsx'
import { PersonName } from '../../components/PersonName.tsx'
import { CardStateTag, FilingTag } from '../../components/tags.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { ACTIONS, type Act, ActionModal } from './CardActions.tsx'
import { CodeBoxes } from './CodeBoxes.tsx'

const PrintDialog = lazy(() => import('../print/PrintDialog.tsx'))

const EVENT: Record<CardEvent['kind'], { word: string; color: string }> = {
  issued: { word: '发卡', color: 'green' },
  reissued: { word: '补发', color: 'blue' },
  lost: { word: '挂失', color: 'orange' },
  found: { word: '找回', color: 'green' },
  voided: { word: '作废', color: 'red' },
  printed: { word: '打印', color: 'blue' },
  spoiled: { word: '打坏', color: 'orange' },
  filed: { word: '备案', color: 'green' },
  unfiled: { word: '撤销备案', color: 'orange' },
  replaced: { word: '换发', color: 'gray' },
  returned: { word: '收回', color: 'gray' },
  unreturned: { word: '撤销收回', color: 'orange' },
  changed: { word: '变更备案', color: 'green' },
  unchanged: { word: '撤销变更备案', color: 'orange' },
}

/** One card: what is on it, what may be done with it, and its ledger. */
export function CardDrawer({ id, onClose }: { id: number | null; onClose: () => void }) {
  const { data, error } = useCall('card.history', id === null ? null : { id }, ['card', 'print'])
  const [acting, setActing] = useState<Act | null>(null)
  const [printing, setPrinting] = useState<'card' | 'archive' | null>(null)
  const card = data?.card.id === id ? data?.card : undefined

  return (
    <Drawer open={id !== null} onClose={onClose} size={560} title={card ? `证卡 ${card.code}` : '证卡'}>
      {error && <ErrorBlock error={error} />}
      {!card && !error && <Spin />}
      {card && (
        <Flex vertical gap={16}>
          <Space wrap>
            {card.acts.includes('print') ? (
              <Button type="primary" onClick={() => setPrinting('card')}>
                打印
              </Button>
            ) : (
              <Button onClick={() => setPrinting('archive')}>打印存档样</Button>
            )}
            {ACTIONS.filter(action => card.acts.includes(action.key)).map(action => (
              <Button key={action.key} danger={action.danger} onClick={() => setActing(action)}>
                {action.word}
              </Button>
            ))}
          </Space>
          <CodeBoxes code={card.code} />
          <Flex gap={16}>
            {card.photo && <img src={`/photo/${card.photo}`} alt={`${card.name}的照片`} width={100} height={140} />}
            <Descriptions size="small" column={1} items={facts(card)} />
          </Flex>
          <Typography.Title level={5} style={{ margin: 0 }}>
            台账
          </Typography.Title>
          <Timeline
            items={data?.events.map((event, i) => ({
              key: `${event.at}-${i}`,
              color: EVENT[event.kind].color,
              content: (
                <>
                  <strong>{EVENT[event.kind].word}</strong> <InstantText value={event.at} />{' '}
                  <Typography.Text type="secondary">{event.actor}</Typography.Text>
                  <div>{event.text}</div>
                </>
              ),
            }))}
          />
        </Flex>
      )}
      {card && <ActionModal card={card} action={acting} onClose={() => setActing(null)} />}
      {card && printing && (
        <Suspense>
          <PrintDialog
            selection={{ ids: [card.id] }}
            archive={printing === 'archive'}
            open
            onClose={() => setPrinting(null)}
          />
        </Suspense>
      )}
    </Drawer>
  )
}

// Contents are flex items, in which a span keeps the spaces between words.
const facts = (card: CardRow) => [
  { key: 'name', label: '姓名', children: <PersonName id={card.supervisorId} name={card.name} /> },
  {
    key: 'state',
    label: '状态',
    children: (
      <span>
        <CardStateTag card={card} /> {card.stateReason}
      </span>
    ),
  },
  { key: 'period', label: '有效期限（印在卡上）', children: card.period },
  {
    key: 'term',
    label: '聘期（以此为准）',
    children: (
      <span>
        <DateText value={card.termStart} />
        {' 至 '}
        <DateText value={card.termEnd} />
      </span>
    ),
  },
  { key: 'org', label: '颁证机构', children: card.orgName },
  ...(card.endedOn
    ? [{ key: 'ended', label: CARD_STATE[card.state], children: <DateText value={card.endedOn} /> }]
    : [{ key: 'effective', label: '生效日', children: <DateText value={card.effectiveOn} /> }]),
  ...(card.returnedOn ? [{ key: 'returned', label: '收回', children: <DateText value={card.returnedOn} /> }] : []),
  ...(card.changedOn ? [{ key: 'changed', label: '变更备案', children: <DateText value={card.changedOn} /> }] : []),
  { key: 'issued', label: '核发日期', children: <DateText value={card.issuedOn} /> },
  { key: 'mode', label: '赋码', children: CODE_MODE[card.mode] },
  ...(card.origin ? [{ key: 'origin', label: '来源', children: card.origin }] : []),
  { key: 'prints', label: '打印', children: `${card.prints} 次，补发 ${card.reissues} 次` },
  {
    key: 'filing',
    label: '备案',
    children: (
      <span>
        <FilingTag filedOn={card.filedOn} /> {card.filedOn && <DateText value={card.filedOn} />} {card.filingReceipt}
      </span>
    ),
  },
  // 续聘: a new issue with a new code; the old one stays linked (ruling T8).
  ...(card.previousCode ? [{ key: 'previous', label: '上一个编号', children: card.previousCode }] : []),
  ...(card.nextCode ? [{ key: 'next', label: '下一个编号', children: card.nextCode }] : []),
]
