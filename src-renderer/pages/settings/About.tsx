import { Button, Collapse, Descriptions, Flex, Typography } from 'antd'
import { REGULATION } from '../../../src-shared/domain/articles.ts'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { Update } from './Update.tsx'

/** The program itself: version and build, where the data lie, updates, a text for whoever helps, licences. */
export function About() {
  const { info } = useSession()
  const { data, error } = useCall('app.about', {})
  return (
    <Flex vertical gap={16} align="flex-start" style={{ maxWidth: 1080 }}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'name', label: '名称', children: '内督管家' },
          { key: 'version', label: '版本', children: info.version },
          { key: 'build', label: '构建', children: data?.build ?? '' },
          { key: 'basis', label: '依据', children: `《${REGULATION}》` },
          { key: 'data', label: '数据位置', children: info.dataDir },
          { key: 'net', label: '联网', children: '不联网，全部数据保存在本机' },
          { key: 'keys', label: '快捷键', children: 'F1 规则与条款；Ctrl+K 查找人员；Ctrl 加 + − 0 缩放界面' },
        ]}
      />
      <Flex gap={8}>
        <Button onClick={() => void navigate('rules')}>查看规则与条款</Button>
        <Update />
      </Flex>
      {error && <ErrorBlock error={error} />}
      {data && (
        <Collapse
          style={{ width: '100%' }}
          items={[
            {
              key: 'diagnostics',
              label: '诊断信息（不含个人信息，可以复制给维护人员）',
              children: (
                <Typography.Paragraph copyable style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
                  {data.diagnostics}
                </Typography.Paragraph>
              ),
            },
            ...data.licenses.map(({ name, text }) => ({
              key: name,
              label: `许可证　${name.replace(/\.txt$/, '')}`,
              children: (
                <pre style={{ maxHeight: 320, overflow: 'auto', whiteSpace: 'pre-wrap', margin: 0 }}>{text}</pre>
              ),
            })),
          ]}
        />
      )}
    </Flex>
  )
}
