import { Button, Flex, Typography } from 'antd'
import type { ImportSummary } from '../../../src-shared/contract/roster.ts'
import { call } from '../../api.ts'
import { DropZone, readUpload } from '../../components/files.tsx'
import { useTask } from '../../components/useTask.tsx'
import { PhotoImport } from './PhotoImport.tsx'
import { Takeovers } from './Takeovers.tsx'

interface Props {
  onSummary: (summary: ImportSummary) => void
  onTemplate: () => void
}

export function ChooseFile({ onSummary, onTemplate }: Props) {
  const { run } = useTask()
  const preview = async (file?: File) => {
    const summary = await run('正在读取名册', async options =>
      call('roster.preview', { file: file && (await readUpload(file)), duplicates: 'skip' }, options),
    )
    if (summary) onSummary(summary)
  }
  return (
    <Flex vertical gap={16} style={{ maxWidth: 760 }}>
      <DropZone
        title="把名册（xlsx、xls、et、csv）拖到这里，或点击选择"
        hint="读取后先预览，核对无误再确认导入；确认之前不写入任何内容"
        accept=".xlsx,.xls,.et,.csv"
        onFile={preview}
      />
      <Flex gap={8} align="center" wrap>
        <Button onClick={() => preview()}>从文件夹选择…</Button>
        <Button type="link" onClick={onTemplate}>
          没有现成的名册？下载模板填写
        </Button>
      </Flex>
      <Typography.Paragraph type="secondary" style={{ margin: 0 }}>
        只有「姓名」「性别」「出生日期」必填；身份证号选填，填了会自动核对性别和出生日期。培训、考核、条件确认的日期一并填写，导入后即可聘任。已发过证卡的，表里带上聘任日期、聘期止、证卡编号、核发日期、备案日期等列，会作为历史接管，用过的编号不再使用。
      </Typography.Paragraph>
      <Takeovers />
      <PhotoImport />
    </Flex>
  )
}
