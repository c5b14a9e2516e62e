import { EditOutlined } from '@ant-design/icons'
import { Button, Flex, Image, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { VenueFile } from '../../../../src-shared/contract/venue.ts'
import { daysBetween } from '../../../../src-shared/domain/dates.ts'
import { call, useCall } from '../../../api.ts'
import { dateText } from '../../../components/DateText.tsx'
import { DateItem } from '../../../components/typed/items.tsx'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../FormModal.tsx'
import { RemoveFile } from './RemoveFile.tsx'

/** The photos, newest first; a click shows one large. */
export function Gallery({ venueId, photos, locked }: { venueId: number; photos: VenueFile[]; locked: boolean }) {
  const { today } = useSession()
  const limits = useCall('venue.limits', {}, ['venue', 'setting'])
  const [dating, setDating] = useState<VenueFile | null>(null)
  return (
    <Flex gap={12} wrap>
      <Image.PreviewGroup>
        {photos.map(photo => (
          <figure key={photo.id} style={{ width: 200, margin: 0 }}>
            <Image
              src={`/photo/${photo.sha256}`}
              alt={photo.note || photo.name}
              width={200}
              height={150}
              loading="lazy"
              style={{ objectFit: 'cover', borderRadius: 4, border: '1px solid var(--line2)' }}
            />
            <figcaption>
              <Flex gap={4} align="center" justify="space-between">
                <Taken photo={photo} old={isOld(photo, today, limits.data?.photoDays)} />
                {!locked && (
                  <Button
                    type="link"
                    size="small"
                    icon={<EditOutlined />}
                    aria-label={`填写「${photo.name}」的拍摄日期`}
                    onClick={() => setDating(photo)}
                  />
                )}
              </Flex>
              <Flex gap={4} justify="space-between">
                <Typography.Text type="secondary" ellipsis={{ tooltip: `${photo.name}　${photo.note}` }}>
                  {photo.note || photo.name}
                </Typography.Text>
                {!locked && <RemoveFile file={photo} />}
              </Flex>
            </figcaption>
          </figure>
        ))}
      </Image.PreviewGroup>
      {dating && <DateDialog venueId={venueId} photo={dating} onClose={() => setDating(null)} />}
    </Flex>
  )
}

const isOld = ({ takenOn }: VenueFile, today: string, limit: number | undefined): boolean =>
  takenOn !== null && limit !== undefined && daysBetween(takenOn, today) > limit

function Taken({ photo: { takenOn, takenFrom }, old }: { photo: VenueFile; old: boolean }) {
  if (takenOn === null) return <Tag color="warning">没有拍摄日期</Tag>
  return (
    <span className="num" title={takenFrom === 'exif' ? '照片里记录的拍摄日期' : '填写的拍摄日期'}>
      {dateText(takenOn)}
      {old && <Tag color="error">已过时限</Tag>}
    </span>
  )
}

function DateDialog({ venueId, photo, onClose }: { venueId: number; photo: VenueFile; onClose: () => void }) {
  const { today } = useSession()
  return (
    <FormModal<{ takenOn: string | null }>
      title={`拍摄日期　${photo.name}`}
      okText="保存"
      name="photo"
      width={420}
      initial={{ takenOn: photo.takenOn }}
      edited={{
        seen: photo.seen,
        again: async () => {
          const now = (await call('venue.get', { id: venueId })).files.find(({ id }) => id === photo.id)
          return now ? { seen: now.seen, values: { takenOn: now.takenOn } } : null
        },
      }}
      submit={({ takenOn }, _options, seen) => call('venue.datePhoto', { fileId: photo.id, seen, takenOn })}
      onClose={onClose}
    >
      <DateItem name="takenOn" label="拍摄日期" extra="清空则按照片自身记录的日期。" max={today} autoFocus />
    </FormModal>
  )
}
