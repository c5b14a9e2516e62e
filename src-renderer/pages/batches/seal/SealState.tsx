import { Alert, Button, Flex } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { call } from '../../../api.ts'
import { instantText } from '../../../components/DateText.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { OpenDialog } from './OpenDialog.tsx'
import { SealCard } from './SealCard.tsx'
import { SealDialog } from './SealDialog.tsx'

type Props = Pick<Output<'seal.list'>, 'sealed' | 'hold'> & { batch: Batch; closed: boolean }

/** 未封存, 已封存 or 调查冻结, in a sentence, with the acts that this state allows. */
export function SealState({ batch, closed, sealed, hold }: Props) {
  const [open, setOpen] = useState<'seal' | 'open' | 'hold' | 'lift' | 'export' | null>(null)
  const close = () => setOpen(null)
  return (
    <Flex vertical gap={12}>
      {hold && (
        <Alert
          showIcon
          type="error"
          title={`调查冻结：${hold.reason}`}
          description={`${instantText(hold.at)} 由 ${hold.by} 登记。冻结期间不能修改、解除封存或销毁（第二十一条（九）（十））。`}
        />
      )}
      {sealed ? (
        <SealCard seal={sealed} />
      ) : (
        <Alert
          showIcon
          type="info"
          title="未封存"
          description="封存后批次的登记和资料不能再改，清单和摘要固定下来，交付的事后督导包可与它核对。"
        />
      )}
      {!closed && (
        <Flex gap={8} wrap>
          {!sealed && (
            <Button type="primary" onClick={() => setOpen('seal')}>
              封存…
            </Button>
          )}
          <Button type={sealed ? 'primary' : 'default'} onClick={() => setOpen('export')}>
            导出事后督导包…
          </Button>
          {sealed && (
            <Button disabled={hold !== null} onClick={() => setOpen('open')}>
              解除封存…
            </Button>
          )}
          {hold ? (
            <Button onClick={() => setOpen('lift')}>解除冻结…</Button>
          ) : (
            <Button onClick={() => setOpen('hold')}>调查冻结…</Button>
          )}
        </Flex>
      )}
      {open === 'seal' && <SealDialog batch={batch} onClose={close} />}
      {open === 'open' && <OpenDialog batch={batch} onClose={close} />}
      {open === 'export' && <ExportDialog batch={batch} sealed={sealed} onClose={close} />}
      <ReasonModal
        open={open === 'hold'}
        title={`调查冻结　${batch.name}`}
        okText="冻结"
        placeholder="例如 配合市鉴定管理中心调查举报（文号、联系人）"
        onOk={async reason => {
          await call('hold.set', { batchId: batch.id, reason })
          done('已冻结')
        }}
        onClose={close}
      >
        <p>冻结后批次不能修改、解除封存，资料到期也不能销毁，直到解除冻结。仍可查阅和导出。</p>
      </ReasonModal>
      <ReasonModal
        open={open === 'lift'}
        title={`解除冻结　${batch.name}`}
        okText="解除冻结"
        danger={false}
        placeholder="例如 调查结束（文号）"
        onOk={async reason => {
          await call('hold.lift', { batchId: batch.id, reason })
          done('已解除冻结')
        }}
        onClose={close}
      />
    </Flex>
  )
}
