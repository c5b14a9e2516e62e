import { ScanOutlined } from '@ant-design/icons'
import { Button, Flex, Segmented, Tabs, Typography } from 'antd'
import { type ComponentType, useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call, useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done, feedback } from '../../feedback.ts'
import { navigate, useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { DropArea } from '../evidence/DropArea.tsx'
import { FolderBar } from './FolderBar.tsx'
import { Ledger } from './Ledger.tsx'
import { PageTable } from './PageTable.tsx'
import { Panel } from './Panel.tsx'
import './scan.css'
import { isOpen, type Row } from './words.ts'

const TABS: Record<string, { label: string; View: ComponentType }> = {
  scans: { label: '待归档', View: Scans },
  ledger: { label: '表单台账', View: Ledger },
}

/** 扫描件: signed paper comes home by the code that was printed on it. */
export default function ScanPage() {
  const { params } = useLocation()
  const tab = params.tab !== undefined && params.tab in TABS ? params.tab : 'scans'
  const View = TABS[tab]?.View ?? Scans
  return (
    <PageFrame title="扫描件">
      <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Tabs
          activeKey={tab}
          onChange={next => void navigate('scan', { tab: next })}
          items={Object.entries(TABS).map(([key, { label }]) => ({ key, label }))}
          tabBarStyle={{ margin: '0 0 8px' }}
        />
        <div style={{ flex: 1, minHeight: 0 }}>
          <View />
        </div>
      </div>
    </PageFrame>
  )
}

function Scans() {
  const [all, setAll] = useState(false)
  const [shown, setShown] = useState<number | null>(null)
  const { run, running } = useTask()
  const { data, error } = useCall('scan.list', { done: all }, ['archive', 'batch', 'contest', 'print'])
  if (error) return <ErrorBlock error={error} />
  const rows = (data?.scans ?? []).flatMap(scan =>
    scan.rows.map((row): Row => ({ ...row, scanId: scan.id, fileName: scan.fileName })),
  )
  const visible = all ? rows : rows.filter(isOpen)
  const ready = rows.filter(row => row.state === 'proposed')
  const cutOff = (data?.scans ?? []).filter(scan => scan.pages === null)
  const broken = (data?.scans ?? []).filter(scan => scan.problem !== '')

  const take = async (dropped: boolean) => {
    const taken = await run('正在读取扫描件', options => call('scan.take', { dropped }, options))
    if (taken) told(taken)
  }
  const fileReady = async () => {
    const outcome = await run('正在归档', options =>
      call('scan.file', { ids: ready.map(row => row.id), reason: '' }, options),
    )
    if (outcome) done(`已归档 ${outcome.filed} 页，成 ${outcome.papers} 份${leftText(outcome.left.length)}`)
  }
  const resume = (id: number) => run('正在识别', options => call('scan.resume', { id }, options))

  return (
    <DropArea onFiles={running ? null : files => void window.neidu.drop(files).then(() => take(true))}>
      <Flex vertical gap={10} style={{ height: '100%' }}>
        <Flex gap={8} wrap align="center">
          <Button
            type={ready.length === 0 ? 'primary' : 'default'}
            icon={<ScanOutlined />}
            onClick={() => void take(false)}
          >
            选择扫描件
          </Button>
          <Button type="primary" disabled={ready.length === 0} onClick={() => void fileReady()}>
            归档认出的 {ready.length} 页
          </Button>
          <Segmented
            value={all ? 'all' : 'open'}
            onChange={value => setAll(value === 'all')}
            options={[
              { value: 'open', label: `待处理 ${rows.filter(isOpen).length}` },
              { value: 'all', label: '全部' },
            ]}
          />
          <FolderBar />
        </Flex>
        {cutOff.map(scan => (
          <Flex key={scan.id} gap={8} align="center">
            <Typography.Text>「{scan.fileName}」没有读完</Typography.Text>
            <Button size="small" disabled={running} onClick={() => void resume(scan.id)}>
              接着读
            </Button>
          </Flex>
        ))}
        {broken.map(scan => (
          <Typography.Text key={scan.id} type="danger">
            「{scan.fileName}」不能读取：{scan.problem}。原件已保存，可以重新扫描后再读
          </Typography.Text>
        ))}
        <div className="scan-split">
          <div className="scan-list">
            {visible.length === 0 && data ? (
              <Empty text="没有等待归档的扫描件。把签好字的表单扫描成 PDF 或图片，选择或拖到这里；纸上的二维码说明它归到哪里" />
            ) : (
              <PageTable rows={visible} shown={shown} onShow={setShown} />
            )}
          </div>
          <Panel row={rows.find(row => row.id === shown)} />
        </div>
      </Flex>
    </DropArea>
  )
}

const leftText = (left: number): string => (left === 0 ? '' : `；${left} 页没有归档，原因见各页`)

function told({ scans, refused }: NonNullable<Output<'scan.take'>>): void {
  if (scans.length > 0) done(`已读 ${scans.length} 份，共 ${scans.reduce((sum, scan) => sum + scan.pages, 0)} 页`)
  if (refused.length === 0) return
  feedback().modal.warning({
    title: `${refused.length} 个文件没有读入`,
    content: (
      <ul>
        {refused.map(file => (
          <li key={file.fileName}>
            「{file.fileName}」：{file.reason}
          </li>
        ))}
      </ul>
    ),
  })
}
