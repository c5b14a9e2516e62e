import { Alert, Button, Card, Flex, Tag, Typography } from 'antd'
import type { BackupStatus } from '../../../../src-shared/contract/backup.ts'
import { call } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done, feedback } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { ageText } from './words.ts'

/** Another disk or a stick that gets the complete backup: database, key, photos and papers. */
export function SecondPlace({ place }: { place: BackupStatus['place'] }) {
  const { today, info } = useSession()
  const { run, running } = useTask()

  const toPlace = async () => {
    const made = await run('正在备份到第二位置', options => call('backup.toPlace', {}, options), 'bytes')
    if (!made) return
    if (made.failed.length === 0) return done(`已备份并核对，新复制 ${made.copied} 个文件（${sizeText(made.bytes)}）`)
    feedback().modal.warning({
      title: `已备份，但有 ${made.failed.length} 个文件没有复制`,
      content: made.failed.slice(0, 10).map(line => <div key={line}>{line}</div>),
      okText: '知道了',
      width: 560,
    })
  }
  const choose = async () => {
    const chosen = await run('正在选择备份位置', options => call('backup.choosePlace', {}, options))
    if (chosen) await toPlace()
  }
  const forget = () => run('正在保存', options => call('backup.clearPlace', {}, options))

  if (place === null) {
    return (
      <Card size="small" title="第二备份位置">
        <Flex gap={16} align="center" justify="space-between">
          <Typography.Text type="secondary">
            电脑损坏或丢失时，只有另一个磁盘上的备份救得回数据。请选一个 U 盘或另一个磁盘上的文件夹。
          </Typography.Text>
          <Button onClick={choose}>选择位置…</Button>
        </Flex>
      </Card>
    )
  }
  return (
    <Card
      size="small"
      title="第二备份位置"
      extra={
        <Flex gap={8}>
          <Button onClick={forget}>不再使用</Button>
          <Button onClick={choose}>更换…</Button>
          <Button type="primary" ghost onClick={toPlace} disabled={!place.there} loading={running}>
            备份到这里
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap={8}>
        <Flex gap={8} align="center">
          <Tag color={place.there ? 'success' : 'default'}>{place.there ? '已连接' : '未连接'}</Tag>
          <Typography.Text copyable style={{ wordBreak: 'break-all' }}>
            {place.folder}
          </Typography.Text>
        </Flex>
        <Typography.Text type="secondary">
          {place.last === null
            ? '还没有备份到这里。'
            : `上次备份到这里：${instantText(place.last)}（${ageText(place.last, today)}）。`}
          {place.there ? '连接着的时候每天自动备份，退出时也备份。' : '插上后会自动补上。'}
          {info.keyKeeper === 'os' &&
            '身份证号码的密钥由这台电脑保管：电脑报废后，其他资料都能恢复，号码则要重新录入；要一并保住，请另存一份岗位交接包。'}
        </Typography.Text>
        {place.failed > 0 && (
          <Alert
            type="warning"
            showIcon
            title={`上次有 ${place.failed} 个文件没有复制到这里`}
            description="单个文件超过 4 GB 时，请把 U 盘格式化为 exFAT 或 NTFS；文件损坏时，请到 档案 里做完好性检查。"
          />
        )}
      </Flex>
    </Card>
  )
}
