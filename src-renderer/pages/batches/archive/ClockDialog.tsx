import { call, useCall } from '../../../api.ts'
import { DateItem, SecondItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { evidenceUrl } from '../../evidence/address.ts'
import { localText, viewOf } from '../../evidence/words.ts'
import { FormModal } from '../../venues/FormModal.tsx'

interface Values {
  on: string | null
  time: string | null
}

/** One photo whose true time is known tells how far the clock of its camera is off. */
export function ClockDialog({ evidenceId, onClose }: { evidenceId: number; onClose: () => void }) {
  const { data: file } = useCall('evidence.get', { id: evidenceId })
  if (!file?.takenAt) return null
  const { takenAt, camera } = file
  return (
    <FormModal<Values>
      title={`校正相机时钟　${file.code}`}
      okText="校正"
      name="clock"
      width={560}
      initial={{ on: takenAt.slice(0, 10), time: takenAt.slice(11) }}
      submit={async ({ on, time }) => {
        if (!on || !time) return
        await call('media.setClock', { evidenceId, trueAt: `${on}T${time}` })
        done('已校正，同一台相机的影像按新的时间核对')
      }}
      onClose={onClose}
    >
      {viewOf(file.type) === 'image' && (
        <img
          src={evidenceUrl(file.file)}
          alt={file.title}
          style={{ maxWidth: '100%', maxHeight: 280, display: 'block', margin: '0 auto 8px' }}
        />
      )}
      <p style={{ marginTop: 0 }}>
        {camera || '这台相机'}记录的时间是 <strong className="num">{localText(takenAt)}</strong>
        。请填写拍摄这张照片的真实时间，本批次同一台相机的影像一并校正；文件本身不改动。
      </p>
      <DateItem name="on" label="真实日期" rules={[{ required: true, message: '请填写日期' }]} />
      <SecondItem
        name="time"
        label="真实时间"
        style={{ marginBottom: 0 }}
        rules={[{ required: true, message: '请填写时间' }]}
        placeholder="例如 09:30:00"
      />
    </FormModal>
  )
}
