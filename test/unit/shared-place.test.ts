import { expect, test } from 'vitest'
import { sharedBy } from '../../src-main/files/sharedPlace.ts'

const MOUNTS = `/dev/sda1 / ext4 rw 0 0
//server/share /mnt/公用 cifs rw 0 0
server:/home /mnt/my\\040home nfs4 rw 0 0
/dev/sdb1 /media/U盘 vfat rw 0 0`

test.each([
  ['\\\\server\\内督', '\\\\server\\内督', '网络共享或映射的网络驱动器'],
  ['Z:\\内督', '\\\\server\\共享\\内督', '网络共享或映射的网络驱动器'], // a mapped drive, resolved
  ['C:\\Users\\a\\OneDrive - 公司\\内督', '', '同步文件夹（OneDrive）'],
  ['D:\\我的坚果云\\内督', '', '同步文件夹（坚果云）'],
  ['D:\\BaiduSyncdisk\\内督', '', '同步文件夹（百度网盘）'],
  ['D:\\WPS云盘\\内督', '', '同步文件夹（WPS 云盘）'],
  ['/mnt/公用/内督', '', '网络共享'],
  ['/mnt/my home/内督', '', '网络共享'],
  ['D:\\内督管家数据', '', ''],
  ['\\\\?\\D:\\内督管家数据', '', ''], // a long path of this PC
  ['/home/a/内督', '', ''],
  ['/mnt/公用品/内督', '', ''],
  ['/media/U盘/内督', '', ''],
])('%s → %s', (path, real, said) => {
  expect(sharedBy(path, real || path, MOUNTS)).toBe(said)
})
