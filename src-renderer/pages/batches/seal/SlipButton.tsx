import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Input } from '../../../../src-shared/contract/index.ts'
import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'

/** 纸面锚定: the slip with the code and its QR, to be printed and signed in ink. */
export function SlipButton({ of, size }: { of: Input<'anchor.slip'>; size?: 'small' }) {
  const { run } = useTask()
  const save = async () => {
    const file = await run('正在生成锚定单', options => call('anchor.slip', of, options))
    if (file) done(`锚定单已保存：${file.path}`)
  }
  return (
    <Button size={size} icon={<PrinterOutlined />} onClick={save}>
      锚定单
    </Button>
  )
}

/** 交付清单 of an export, with two signatures. */
export function ReceiptButton({ id, size }: { id: number; size?: 'small' }) {
  const { run } = useTask()
  const save = async () => {
    const file = await run('正在生成交付清单', options => call('package.receipt', { id }, options))
    if (file) done(`交付清单已保存：${file.path}`)
  }
  return (
    <Button size={size} icon={<PrinterOutlined />} onClick={save}>
      交付清单
    </Button>
  )
}
