import { Button, Flex, Typography } from 'antd'
import { call, useCall } from '../../api.ts'
import { showError } from '../../showError.tsx'

/** A folder into which the scanner writes, looked at by itself. */
export function FolderBar() {
  const { data } = useCall('scan.folder', {}, ['setting'])
  const set = (off: boolean) => void call('scan.setFolder', { off }).catch(showError)
  return (
    <Flex gap={8} align="center" style={{ marginLeft: 'auto', minWidth: 0 }}>
      {data?.folder ? (
        <>
          <Typography.Text type="secondary" ellipsis={{ tooltip: data.folder }} style={{ maxWidth: 260 }}>
            自动读取：{data.folder}
          </Typography.Text>
          <Button size="small" onClick={() => set(true)}>
            停止
          </Button>
        </>
      ) : (
        <Button size="small" onClick={() => set(false)}>
          自动读取文件夹…
        </Button>
      )}
    </Flex>
  )
}
