import { Alert, Button, Card, Collapse, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call } from '../../api.ts'
import { PersonName } from '../../components/PersonName.tsx'
import { useTask } from '../../components/useTask.tsx'

type Answer = NonNullable<Output<'supervisor.importPhotos'>>

/** A whole folder of photos, matched to people by file name. */
export function PhotoImport() {
  const { run } = useTask()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const start = async () => {
    const next = await run('正在导入照片', options => call('supervisor.importPhotos', {}, options))
    if (next) setAnswer(next)
  }
  return (
    <Card size="small" title="照片整批导入">
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">
          选一个存放照片的文件夹，按文件名配对：名册中的「照片文件名」、「姓名_手机后四位」，或不重名的「姓名」。先导入名册，再导入照片。
        </Typography.Text>
        <div>
          <Button onClick={start}>选择照片文件夹…</Button>
        </div>
        {answer && <PhotoAnswer answer={answer} />}
      </Flex>
    </Card>
  )
}

function PhotoAnswer({ answer: { files, stored, failed } }: { answer: Answer }) {
  const warned = stored.filter(photo => photo.warnings.length > 0)
  const lists = [
    ...(failed.length > 0
      ? [
          {
            key: 'failed',
            label: `没有导入的 ${failed.length} 个文件`,
            children: failed.map(({ file, reason }) => (
              <div key={file}>
                <Typography.Text strong>{file}</Typography.Text>：{reason}
              </div>
            )),
          },
        ]
      : []),
    ...(warned.length > 0
      ? [
          {
            key: 'warned',
            label: `已导入、需留意的 ${warned.length} 张`,
            children: warned.map(photo => (
              <div key={photo.id}>
                <PersonName id={photo.id} name={photo.name} />：{photo.warnings.join('；')}
              </div>
            )),
          },
        ]
      : []),
  ]
  return (
    <>
      <Alert
        showIcon
        type={failed.length > 0 ? 'warning' : 'success'}
        title={`文件夹里有 ${files} 个文件，导入了 ${stored.length} 张照片，${failed.length} 个文件没有导入`}
      />
      {lists.length > 0 && <Collapse size="small" items={lists} defaultActiveKey={['failed']} />}
    </>
  )
}
