import { Button, Flex, Modal, Radio, Typography } from 'antd'
import { useState } from 'react'
import { call, useCall } from '../api.ts'
import { done } from '../feedback.ts'
import { sizeText } from './bytes.ts'
import { useTask } from './useTask.tsx'

const OTHER = ''

/** Where the data lie can be changed at any time: they are copied and compared, then opened at the new place; the old copy stays. */
export function MoveData() {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const { data } = useCall('data.places', open ? {} : null)
  const { run, running } = useTask()
  const places = data?.places ?? []
  const to = chosen ?? places[0]?.folder ?? OTHER

  const move = async () => {
    const moved = await run('正在移动数据', options => call('data.move', { to: to || null }, options), 'bytes')
    if (!moved) return
    setOpen(false)
    done(`数据已移到 ${moved.folder}，正在重新打开`)
  }

  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        移到其他位置
      </Button>
      <Modal
        open={open}
        title="移动数据"
        okText={to === OTHER ? '选择文件夹并移动' : '移动'}
        cancelText="取消"
        confirmLoading={running}
        onOk={() => void move()}
        onCancel={() => setOpen(false)}
      >
        <Typography.Paragraph>
          全部数据复制到新位置、逐个核对，再从那里打开。原文件夹保留不动、不再使用；确认新位置正常后可以自行删除。影音材料会很大，建议放在空间充足的本机磁盘，不要放在
          U 盘、网盘或同步文件夹。
        </Typography.Paragraph>
        <Radio.Group value={to} onChange={event => setChosen(event.target.value as string)} aria-label="新的数据位置">
          <Flex vertical gap={8}>
            {places.map(({ folder, free }) => (
              <Radio key={folder} value={folder}>
                {folder}（剩余 {sizeText(free)}）
              </Radio>
            ))}
            <Radio value={OTHER}>其他文件夹</Radio>
          </Flex>
        </Radio.Group>
      </Modal>
    </>
  )
}
