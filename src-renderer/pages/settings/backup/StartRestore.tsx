import { Button, Dropdown } from 'antd'
import { useImport } from '../../archive/verify/useImport.tsx'
import { useElsewhere } from './Elsewhere.tsx'
import { useHandoverImport } from './HandoverImport.tsx'

/** 包即备份: a batch at a time, where no backup is left. */
const PACKAGES = [
  { key: 'package-folder', label: '事后督导包（文件夹）' },
  { key: 'package-zip', label: '事后督导包（ZIP 文件）' },
]

/** In the first-run wizard: a new PC, or a data folder that could not be opened, goes on with what there was. */
export function StartRestore({ packages = false }: { packages?: boolean }) {
  const elsewhere = useElsewhere()
  const handover = useHandoverImport()
  const pack = useImport(() => undefined) // the window goes on by itself: there is an organisation now
  const ACTS: Record<string, () => void> = {
    folder: () => void elsewhere.open('folder'),
    file: () => void elsewhere.open('file'),
    handover: handover.start,
    'package-folder': () => void pack.bring('folder'),
    'package-zip': () => void pack.bring('zip'),
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'folder', label: '备份文件夹（U 盘、另一个磁盘、原来的数据文件夹）' },
            { key: 'file', label: '单个备份文件（.sqlite）' },
            { key: 'handover', label: '岗位交接包（备份.ndbak）' },
            ...(packages ? PACKAGES : []),
          ],
          onClick: ({ key }) => ACTS[key]?.(),
        }}
      >
        <Button>从备份或交接包恢复</Button>
      </Dropdown>
      {elsewhere.dialog}
      {handover.dialog}
      {pack.dialog}
    </>
  )
}
