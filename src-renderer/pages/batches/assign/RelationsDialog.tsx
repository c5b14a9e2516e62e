import { Modal } from 'antd'
import { Relations } from './Relations.tsx'

/** 回避关系 of everybody, reachable while people are assigned. */
export function RelationsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title="回避关系（第九条）" width={900} footer={null} onCancel={onClose}>
      <Relations />
    </Modal>
  )
}
