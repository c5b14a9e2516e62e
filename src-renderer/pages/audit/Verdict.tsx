import { Alert, Typography } from 'antd'
import type { LogVerdict } from '../../../src-shared/contract/audit.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { InstantText } from '../../components/DateText.tsx'

export const faultsOf = ({ broken, problems }: LogVerdict): string[] => [
  ...(broken === null ? [] : [`从第 ${broken} 条记录起与前文不符，可能被改动过`]),
  ...problems,
]

/** What the last verification found, by hand or by itself; a good one is one line. */
export function Last({ said }: { said: Output<'audit.last'> | undefined }) {
  if (!said?.last) return null
  if (faultsOf(said.last).length > 0 || said.last.alarms.length > 0) return <Verdict verdict={said.last} />
  return (
    <Typography.Paragraph type="secondary" style={{ marginBottom: 8 }}>
      上次校验 <InstantText value={said.last.at} />：{said.last.events} 条记录，没有发现改动。空闲时每天自动校验一次。
    </Typography.Paragraph>
  )
}

/** A chain inside one file can be rewritten as a whole: say what it was compared with, and offer its head for paper. */
export function Verdict({ verdict, onClose }: { verdict: LogVerdict; onClose?: () => void }) {
  const faults = faultsOf(verdict)
  const kind = faults.length > 0 ? 'error' : verdict.alarms.length > 0 ? 'warning' : 'success'
  return (
    <Alert
      type={kind}
      showIcon
      closable={onClose ? { onClose } : false}
      style={{ marginBottom: 12 }}
      title={
        faults.length === 0
          ? `校验通过：${verdict.events} 条记录前后相连，没有发现改动`
          : `发现 ${faults.length} 处不符`
      }
      description={
        <>
          {faults.length > 0 && (
            <ul style={{ margin: 0, paddingInlineStart: 18, overflowWrap: 'anywhere' }}>
              {faults.map(fault => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          )}
          {faults.length > 0 && <div>请保留现有数据文件，从备份中找出最近一次校验通过的数据对照，并联系维护人员。</div>}
          {verdict.alarms.map(alarm => (
            <div key={alarm}>{alarm}</div>
          ))}
          <div>
            已与日志以外的 {verdict.heads} 个链头{verdict.keyed ? '和上次关闭时签名的链头' : ''}对照。链尾校验值：
            <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
              {verdict.head}
            </Typography.Text>
          </div>
          <div>请定期把链尾校验值抄录或打印留存，日后对照。</div>
        </>
      }
    />
  )
}
