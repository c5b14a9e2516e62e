import { Alert, Flex, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { CardSelection } from '../../../src-shared/contract/card.ts'
import type { Layout } from '../../../src-shared/contract/print.ts'
import { feedback } from '../../feedback.ts'
import { FormsButton } from '../forms/FormsButton.tsx'
import { LayoutChoice } from './LayoutChoice.tsx'
import { PreviewPane } from './PreviewPane.tsx'
import { PrintActions } from './PrintActions.tsx'
import { PrintDone } from './PrintDone.tsx'
import { PrinterChoice } from './PrinterChoice.tsx'
import './print.css'
import { RecordResult } from './RecordResult.tsx'
import { materials, SHEETS } from './sheets.ts'
import { usePrinter } from './usePrinter.ts'
import { usePrintJob } from './usePrintJob.ts'
import { wholeWindow } from './wholeWindow.ts'

interface Props {
  /** of cards */
  selection: CardSelection
  /** Faces for the archive, marked as no card and not entered in the ledger. */
  archive?: boolean
  open: boolean
  onClose: () => void
}

/** 打印证卡: choose layout, start and printer; see the PDF itself; save or print it; record what came out. */
export function PrintDialog({ selection, archive = false, open, onClose }: Props) {
  // Spoiled cards take the place of the selection: the dialog starts over with them.
  const [again, setAgain] = useState<number[] | null>(null)
  if (!open) return null
  return (
    <OneRun
      key={again?.join() ?? 'first'}
      selection={again ? { ids: again } : selection}
      archive={archive}
      reprint={again !== null}
      onAgain={setAgain}
      onClose={() => {
        setAgain(null)
        onClose()
      }}
    />
  )
}

export default PrintDialog

type Step = { at: 'preview' } | { at: 'record' } | { at: 'done'; spoiled: number[]; good: number }

interface RunProps {
  selection: CardSelection
  archive: boolean
  reprint: boolean
  onAgain: (cards: number[]) => void
  onClose: () => void
}

function OneRun({ selection, archive, reprint, onAgain, onClose }: RunProps) {
  const [layout, setLayout] = useState<Layout>('a4-4')
  const [used, setUsed] = useState<number[]>([])
  const [leaveOut, setLeaveOut] = useState(false)
  const [copies, setCopies] = useState(1)
  const [step, setStep] = useState<Step>({ at: 'preview' })
  /** What has left the program and may therefore lie on paper: a saved PDF perhaps, a printed side surely. */
  const [out, setOut] = useState<'nothing' | 'saved' | 'printed'>('nothing')
  const printer = usePrinter(SHEETS[layout].paper)
  const preparing = usePrintJob({ selection, archive, layout, used, leaveOut })
  const { job } = preparing

  const close = () => {
    if (archive || out === 'nothing' || step.at === 'done') return onClose()
    feedback().modal.confirm({
      title: '还没有登记打印结果',
      content: '登记后台账才会记下哪些证卡已打印、打在哪张料的哪个位置。',
      okText: '现在登记',
      cancelText: '不登记，关闭',
      keyboard: false, // a second Esc must not throw the result away
      onOk: () => setStep({ at: 'record' }),
      onCancel: onClose,
    })
  }
  const title = `${archive ? '打印存档样' : reprint ? '重新打印' : '打印证卡'}${job ? `（${job.cards} 张）` : ''}`

  return (
    <Modal
      open
      title={step.at === 'record' ? '登记打印结果' : title}
      onCancel={close}
      footer={null}
      width="min(1320px, calc(100vw - 24px))"
      styles={{ body: wholeWindow(104) }}
      mask={{ closable: false }}
    >
      {step.at === 'done' ? (
        <PrintDone {...step} onAgain={() => onAgain(step.spoiled)} onClose={onClose} />
      ) : step.at === 'record' && job ? (
        <RecordResult
          job={job}
          printer={printer.printer ?? ''}
          onBack={() => setStep({ at: 'preview' })}
          onNone={onClose}
          onDone={spoiled => setStep({ at: 'done', spoiled, good: job.cards - spoiled.length })}
        />
      ) : (
        <Flex gap={16} style={{ height: '100%' }}>
          <Flex vertical gap={12} className="print-options">
            <LayoutChoice
              layout={layout}
              onLayout={next => {
                setLayout(next)
                setUsed([]) // positions of one sheet mean nothing on another
                setOut('nothing')
              }}
              used={used}
              onUsed={next => {
                setUsed(next)
                setOut('nothing')
              }}
              // Another layout makes another job: the one on paper could not be recorded any more.
              locked={out === 'printed'}
            />
            {job?.warnings.map(text => (
              <Alert key={text} type="warning" showIcon title={text} />
            ))}
            <PrinterChoice {...printer} onPrinter={printer.choose} copies={copies} onCopies={setCopies} />
            {job && (
              <Typography.Text>
                用料：<strong>{materials(job, copies)}</strong>
              </Typography.Text>
            )}
            {job && !preparing.busy && <FormsButton subject={{ kind: 'printJob', jobId: job.jobId }} />}
            <Alert type="info" title={ADVICE[SHEETS[layout].paper]} />
          </Flex>
          <Flex vertical gap={12} style={{ flex: 1, minWidth: 0 }}>
            <PreviewPane preparing={preparing} onLeaveOut={leaveOut ? undefined : () => setLeaveOut(true)} />
            <PrintActions
              job={preparing.busy ? undefined : job}
              printer={printer}
              copies={copies}
              something={out !== 'nothing'}
              onSaved={() => setOut(now => (now === 'printed' ? now : 'saved'))}
              onPrinted={() => setOut('printed')}
              onRecord={archive ? undefined : () => setStep({ at: 'record' })}
            />
          </Flex>
        </Flex>
      )}
    </Modal>
  )
}

/** 附件2 制作要求: each side is a sheet of its own, laminated together; flipping in the printer would spoil the register. */
const ADVICE = {
  A4: '正面、反面各打一张料，不要选双面打印：先打正面，换料再打反面，按四角十字套准后层压、裁切、打孔。缩放须为「实际大小」。',
  card: '证卡打印机按 80×110 mm 逐张打印；缩放须为「实际大小」。',
}
