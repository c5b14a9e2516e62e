import { Button, Flex, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'

/** A newer version from a share or a stick: what it brings, then its installer, proven before it is started. */
export function Update() {
  const [found, setFound] = useState<NonNullable<Output<'update.look'>>>()
  const { run, running } = useTask()
  const look = async () => setFound((await call('update.look', {}).catch(showError)) ?? undefined)
  const start = async () => {
    if (!found) return
    const started = await run(
      '正在核对安装程序',
      options => call('update.start', { path: found.path }, options),
      'bytes',
    )
    if (!started) return
    setFound(undefined)
    done('安装程序已启动：请关闭内督管家的窗口，再按提示继续')
  }
  return (
    <>
      <Button onClick={() => void look()}>从共享文件夹或 U 盘更新</Button>
      <Modal
        open={found !== undefined}
        title={found?.newer ? `可以更新到 ${found.version}` : '没有更新的版本'}
        okText="核对并启动安装程序"
        cancelText="关闭"
        okButtonProps={{ disabled: !found?.newer, loading: running }}
        onOk={() => void start()}
        onCancel={() => setFound(undefined)}
      >
        <Flex vertical gap={8}>
          {found && !found.newer && <span>选中的是 {found.version}，不比现在的版本新。</span>}
          <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{found?.changes}</Typography.Paragraph>
        </Flex>
      </Modal>
    </>
  )
}
