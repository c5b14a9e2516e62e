import { Alert, Flex, Table, Typography } from 'antd'
import type { Taken } from '../../../src-shared/contract/evidence.ts'
import { sizeText } from '../../components/bytes.ts'

/** What became of each file: taken, duplicates, warnings, refused with reasons, and what was not reached. */
export function IntakeResult({ taken: { taken, refused, bytes, skipped, stopped, rest } }: { taken: Taken }) {
  const doubles = taken.filter(one => one.duplicate).length
  const warned = taken.filter(one => one.warnings.length > 0)
  const whole = refused.length === 0 && stopped === null
  return (
    <Flex vertical gap={12}>
      <Alert
        type={taken.length === 0 ? 'error' : whole ? 'success' : 'warning'}
        showIcon
        title={`收入 ${taken.length} 件，${sizeText(bytes)}${refused.length > 0 ? `；未收入 ${refused.length} 件` : ''}`}
        description={
          <>
            {taken.length > 0 && <div className="num">编号 {codes(taken.map(one => one.code))}</div>}
            {taken.length + refused.length === 0 && stopped === null && <div>没有找到可以收入的文件。</div>}
            {doubles > 0 && <div>其中 {doubles} 件与已有文件内容相同，内容只存一份。</div>}
            {skipped > 0 && <div>略过系统自带的文件（Thumbs.db 等）{skipped} 个。</div>}
            {stopped !== null && (
              <div>
                {stopped}
                {rest > 0 && `　还有 ${rest} 件没有收入，可以再收入一次，已收入的不会重复。`}
              </div>
            )}
          </>
        }
      />
      {refused.length > 0 && (
        <section aria-label="未收入">
          <Flex justify="space-between">
            <Typography.Text strong>未收入 {refused.length} 件</Typography.Text>
            <Typography.Text copyable={{ text: refused.map(one => `${one.fileName}\t${one.reason}`).join('\n') }}>
              复制清单
            </Typography.Text>
          </Flex>
          <Lines rows={refused.map(({ fileName, reason }) => ({ name: fileName, text: reason }))} />
        </section>
      )}
      {warned.length > 0 && (
        <section aria-label="请核对">
          <Typography.Text strong>已收入，请核对 {warned.length} 件</Typography.Text>
          <Lines
            rows={warned.map(({ code, fileName, warnings }) => ({
              name: `${code}　${fileName}`,
              text: warnings.join('；'),
            }))}
          />
        </section>
      )}
    </Flex>
  )
}

/** G2_001 – G2_040: they run on, or nearly so. */
const codes = (list: string[]): string => (list.length > 1 ? `${list[0]} 至 ${list.at(-1)}` : (list[0] ?? ''))

function Lines({ rows }: { rows: { name: string; text: string }[] }) {
  return (
    <Table
      size="small"
      virtual={rows.length > 100}
      scroll={rows.length > 6 ? { x: 560, y: 220 } : undefined}
      style={{ marginTop: 4 }}
      rowKey={row => `${row.name}|${row.text}`}
      pagination={false}
      dataSource={rows}
      columns={[
        { title: '文件', dataIndex: 'name', width: 240, ellipsis: true },
        { title: '原因', dataIndex: 'text' },
      ]}
    />
  )
}
