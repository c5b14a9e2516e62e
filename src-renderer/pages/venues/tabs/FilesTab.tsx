import { Button, Flex, Table, Typography } from 'antd'
import { useState } from 'react'
import type { VenueFile } from '../../../../src-shared/contract/venue.ts'
import { sizeText } from '../../../../src-shared/domain/size.ts'
import { VENUE_FILE } from '../../../../src-shared/labels.ts'
import { InstantText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { OwnerEvidence } from '../../evidence/OwnerEvidence.tsx'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'
import { Gallery } from '../files/Gallery.tsx'
import { RemoveFile } from '../files/RemoveFile.tsx'
import { UploadDialog } from '../files/UploadDialog.tsx'
import type { TabProps } from '../VenuePage.tsx'

/** Photos with the day they were taken, and the papers of the 备案. */
export function FilesTab({ venue }: TabProps) {
  const [adding, setAdding] = useState<'photo' | 'paper' | null>(null)
  const photos = venue.files.filter(file => file.kind === 'photo')
  const papers = venue.files.filter(file => file.kind !== 'photo')
  const add = (kind: 'photo' | 'paper', text: string) =>
    !venue.deletedAt && (
      <Button type={kind === 'photo' ? 'primary' : 'default'} onClick={() => setAdding(kind)}>
        {text}
      </Button>
    )
  return (
    <Flex vertical gap={16}>
      <Flex justify="space-between" align="center">
        <Typography.Text strong>场地照片 {photos.length || ''}</Typography.Text>
        <Flex gap={8}>
          <OwnerEvidence kind="venue" id={venue.id} name={venue.name} />
          {add('photo', '上传照片')}
        </Flex>
      </Flex>
      {photos.length > 0 ? (
        <Gallery venueId={venue.id} photos={photos} locked={venue.deletedAt !== null} />
      ) : (
        <Empty text="还没有照片。上传后核对拍摄日期，迎检时按本机构的时限提醒补拍。" />
      )}
      <Flex justify="space-between" align="center">
        <Typography.Text strong>附件 {papers.length || ''}</Typography.Text>
        {add('paper', '上传附件')}
      </Flex>
      <Table<VenueFile>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={papers}
        scroll={{ x: 760 }}
        locale={{ emptyText: '还没有附件。备案材料、备案回执可以存放在这里。' }}
        columns={[
          { title: '类别', width: 100, render: (_, file) => VENUE_FILE[file.kind] },
          { title: '文件', width: 200, render: (_, file) => <AttachmentLink file={file} /> },
          { title: '大小', width: 90, align: 'end', className: 'num', render: (_, file) => sizeText(file.bytes) },
          { title: '说明', dataIndex: 'note', ellipsis: true },
          { title: '经办人', dataIndex: 'recordedBy', width: 90, ellipsis: true },
          { title: '上传时间', width: 150, render: (_, file) => <InstantText value={file.recordedAt} /> },
          { title: '', width: 60, render: (_, file) => !venue.deletedAt && <RemoveFile file={file} /> },
        ]}
      />
      {adding && <UploadDialog venue={venue} kind={adding} onClose={() => setAdding(null)} />}
    </Flex>
  )
}
