import { Button, Card, Flex, Typography } from 'antd'
import { useState } from 'react'
import { HandoverExport } from './HandoverExport.tsx'
import { useHandoverImport } from './HandoverImport.tsx'

/** 岗位交接: everything that the successor needs, in one folder. */
export function Handover() {
  const [exporting, setExporting] = useState(false)
  const { start, dialog } = useHandoverImport()
  return (
    <Card
      size="small"
      title="岗位交接"
      extra={
        <Flex gap={8}>
          <Button onClick={start}>导入交接包…</Button>
          <Button onClick={() => setExporting(true)}>导出交接包…</Button>
        </Flex>
      }
    >
      <Typography.Text type="secondary">
        交接包含交接清单（签字用）、待办与期限、证卡台账和加密的完整备份；接交人在新电脑上导入后，身份证号码也能解开。
      </Typography.Text>
      {exporting && <HandoverExport onClose={() => setExporting(false)} />}
      {dialog}
    </Card>
  )
}
