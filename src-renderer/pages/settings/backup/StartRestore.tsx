import { Button, Dropdown } from 'antd'
import { useElsewhere } from './Elsewhere.tsx'
import { useHandoverImport } from './HandoverImport.tsx'

/** In the first-run wizard: a new PC, or a data folder that could not be opened, goes on with what there was. */
export function StartRestore() {
  const elsewhere = useElsewhere()
  const handover = useHandoverImport()
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'folder', label: '备份文件夹（U 盘、另一个磁盘、原来的数据文件夹）' },
            { key: 'file', label: '单个备份文件（.sqlite）' },
            { key: 'handover', label: '岗位交接包（备份.ndbak）' },
          ],
          onClick: ({ key }) =>
            key === 'handover' ? handover.start() : void elsewhere.open(key === 'file' ? 'file' : 'folder'),
        }}
      >
        <Button>从备份或交接包恢复</Button>
      </Dropdown>
      {elsewhere.dialog}
      {handover.dialog}
    </>
  )
}
