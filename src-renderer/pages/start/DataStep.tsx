import { Alert, Descriptions, Flex, Form, Input, Typography } from 'antd'
import type { AppInfo } from '../../../src-shared/contract/app.ts'
import { MoveData } from '../../components/MoveData.tsx'
import { SharedNote } from '../../components/SharedNote.tsx'
import { DiskNote } from '../settings/DiskNote.tsx'

/** Who works here, and where everything is kept. */
export function DataStep({ info }: { info: AppInfo }) {
  return (
    <>
      <Form.Item
        name="operator"
        label="经办人姓名"
        extra="操作日志和台账会记下经办人；换人时在窗口右上角更换。"
        rules={[{ required: true, whitespace: true, message: '请填写经办人姓名' }]}
      >
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Descriptions
        size="small"
        column={1}
        style={{ marginBottom: 12 }}
        items={[
          {
            key: 'dir',
            label: '数据位置',
            children: (
              <Flex vertical gap={4} align="start">
                <Typography.Text copyable style={{ wordBreak: 'break-all' }}>
                  {info.dataDir}
                </Typography.Text>
                <Typography.Text type="secondary">
                  影音材料可达几十 GB：系统盘空间不多时，请现在移到另一个磁盘。
                </Typography.Text>
                <MoveData />
              </Flex>
            ),
          },
          { key: 'net', label: '联网', children: '不需要。全部数据只保存在这台电脑上。' },
        ]}
      />
      <SharedNote shared={info.shared} />
      <KeyNote keeper={info.keyKeeper} />
      <DiskNote />
    </>
  )
}

/** How the key of encrypted 身份证 numbers is kept: said plainly, the weaker way above all. */
export function KeyNote({ keeper }: { keeper: AppInfo['keyKeeper'] }) {
  return (
    <Alert
      style={{ marginBottom: 16 }}
      showIcon
      type={keeper === 'os' ? 'info' : 'warning'}
      title={keeper === 'os' ? '身份证号码加密保存，密钥由操作系统保管' : '身份证号码加密保存，但密钥与数据放在一起'}
      description={
        keeper === 'os'
          ? '只有这台电脑的当前用户能够解开；换电脑请用岗位交接包，它会把密钥一并带走。只拷数据文件夹的，身份证号码需要重新录入，其他资料不受影响。'
          : '这个系统没有提供安全存储，密钥以文件形式放在数据文件夹里：拿到整个文件夹的人就能解开身份证号码。请限制该文件夹的访问权限，备份也要妥善保管；身份证不是必填项，可以不录入。'
      }
    />
  )
}
