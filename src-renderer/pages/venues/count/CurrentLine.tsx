import { CheckCircleFilled, ExclamationCircleFilled, InfoCircleFilled, LoadingOutlined } from '@ant-design/icons'
import { Flex, Typography } from 'antd'
import type { CheckLine } from '../../../../src-shared/contract/venueCheck.ts'
import { ResultTag, roomName } from '../tags.tsx'
import type { Said } from './useCounting.ts'

interface Props {
  line?: CheckLine
  said: Said | null
  pending: number
  allDone: boolean
}

const ICON: Record<Said['tone'], { icon: React.ReactNode; word: string }> = {
  saved: { icon: <CheckCircleFilled style={{ color: 'var(--green)' }} />, word: '已保存：' },
  info: { icon: <InfoCircleFilled style={{ color: 'var(--blue)' }} />, word: '' },
  warn: { icon: <ExclamationCircleFilled style={{ color: 'var(--amber)' }} />, word: '' },
}

/** The line that Enter will judge, large; below it what became of the last step. */
export function CurrentLine({ line, said, pending, allDone }: Props) {
  return (
    <section className="count-now" aria-label="当前设备">
      {line && (
        <Flex gap={12} align="baseline">
          <Typography.Text type="secondary" className="num">
            {line.no}
          </Typography.Text>
          <Typography.Text strong ellipsis={{ tooltip: true }} style={{ fontSize: 18, maxWidth: '55%' }}>
            {line.name}
          </Typography.Text>
          <Typography.Text ellipsis={{ tooltip: true }} style={{ flex: 1, minWidth: 0 }}>
            {[line.model, line.spec].filter(Boolean).join('　')}
          </Typography.Text>
          <Typography.Text strong className="num" style={{ fontSize: 18, whiteSpace: 'nowrap' }}>
            {line.extra ? '清单外' : `应有 ${line.expected} ${line.unit}`}
          </Typography.Text>
        </Flex>
      )}
      <Flex gap={12} justify="space-between" align="center">
        <span aria-live="polite" style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {pending > 0 ? (
            <>
              <LoadingOutlined /> 正在保存
            </>
          ) : said ? (
            <>
              {ICON[said.tone].icon} {ICON[said.tone].word}
              {said.text}
            </>
          ) : allDone ? (
            '全部核查完，按 Ctrl+Enter 完成'
          ) : (
            '每一步即时保存'
          )}
        </span>
        {line && (
          <span style={{ whiteSpace: 'nowrap' }}>
            {roomName(line.room)} {line.result && <ResultTag result={line.result} />}
          </span>
        )}
      </Flex>
    </section>
  )
}
