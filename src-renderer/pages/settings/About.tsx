import { Button, Descriptions, Flex } from 'antd'
import { REGULATION } from '../../../src-shared/domain/articles.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'

export function About() {
  const { info } = useSession()
  return (
    <Flex vertical gap={16} align="flex-start">
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'name', label: '名称', children: '内督管家' },
          { key: 'version', label: '版本', children: info.version },
          { key: 'basis', label: '依据', children: `《${REGULATION}》` },
          { key: 'net', label: '联网', children: '不联网，全部数据保存在本机' },
          { key: 'keys', label: '快捷键', children: 'F1 规则与条款；Ctrl+K 查找人员；Ctrl 加 + − 0 缩放界面' },
        ]}
      />
      <Button onClick={() => void navigate('rules')}>查看规则与条款</Button>
    </Flex>
  )
}
