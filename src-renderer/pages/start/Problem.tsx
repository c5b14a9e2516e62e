import { Button, Flex, Result, Typography } from 'antd'
import { useState } from 'react'
import type { Bridge, StartProblem, StartState } from '../../../src-shared/contract/index.ts'
import { TaskProvider } from '../../components/useTask.tsx'
import { Rescue } from './Rescue.tsx'

type Action = Parameters<Bridge['recover']>[0]

const ACTIONS: { action: Action; text: string }[] = [
  { action: 'retry', text: '重试' },
  { action: 'choose-folder', text: '换一个数据文件夹' },
  { action: 'open-folder', text: '打开该文件夹' },
  { action: 'quit', text: '退出' },
]

/** The data could not be opened. Nothing here can delete or change them. */
export function Problem({ problem, onState }: { problem: StartProblem; onState: (state: StartState) => void }) {
  const [running, setRunning] = useState<Action | null>(null)
  const act = async (action: Action) => {
    setRunning(action)
    try {
      onState(await window.neidu.recover(action))
    } finally {
      setRunning(null)
    }
  }
  return (
    <Flex align="center" justify="center" style={{ height: '100%', overflow: 'auto', background: 'var(--alt)' }}>
      <Result
        status="warning"
        title={problem.message}
        subTitle={problem.remedy}
        style={{ maxWidth: 760 }}
        extra={
          <Flex gap={8} justify="center" wrap>
            {ACTIONS.map(({ action, text }, index) => (
              <Button
                key={action}
                type={index === 0 ? 'primary' : 'default'}
                autoFocus={index === 0}
                loading={running === action}
                disabled={running !== null}
                onClick={() => act(action)}
              >
                {text}
              </Button>
            ))}
          </Flex>
        }
      >
        <Typography.Paragraph style={{ marginBottom: 4 }}>
          数据位置：<Typography.Text copyable>{problem.path}</Typography.Text>
        </Typography.Paragraph>
        {problem.incident && (
          <Typography.Paragraph style={{ marginBottom: 4 }}>
            事件编号：<Typography.Text copyable>{problem.incident}</Typography.Text>
          </Typography.Paragraph>
        )}
        {problem.code === 'DATA_DAMAGED' && (
          <TaskProvider>
            <Rescue />
          </TaskProvider>
        )}
        <Typography.Text type="secondary">程序没有改动、也不会删除该文件夹里的任何数据。</Typography.Text>
      </Result>
    </Flex>
  )
}
