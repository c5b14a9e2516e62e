import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import type { EvidenceFilter, EvidenceOwner } from '../../../src-shared/contract/evidence.ts'
import { Empty } from '../../components/Empty.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { navigate, useLocation } from '../../location.ts'
import { BatchSelect } from '../batches/BatchSelect.tsx'
import { DropArea } from './DropArea.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { SECRECY } from './FactsFields.tsx'
import { type Intake, IntakeDialog } from './IntakeDialog.tsx'

const MEDIA = [
  { value: 'image' as const, label: '图片' },
  { value: 'video' as const, label: '视频' },
  { value: 'audio' as const, label: '录音' },
  { value: 'document' as const, label: '文档' },
]

const KINDS = { venue: '场地', supervisor: '内督员', visit: '外督', contest: '竞赛' } as const
type Kind = keyof typeof KINDS

/** 资料: every file of every owner. Another page's link (its parameters) narrows it to one owner. */
export default function EvidencePage() {
  const { params } = useLocation()
  return <Library key={JSON.stringify(params)} params={params} />
}

function Library({ params }: { params: Record<string, string> }) {
  const kind = (Object.keys(KINDS) as Kind[]).find(one => one === params.kind)
  const id = Number(params.id)
  const [batchId, setBatchId] = useState<number | null>(params.kind === 'batch' ? id : null)
  const [media, setMedia] = useState<EvidenceFilter['media']>()
  const [secrecy, setSecrecy] = useState<EvidenceFilter['secrecy']>()
  const [search, setSearch] = useState('')
  const [intake, setIntake] = useState<Intake | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const filter: EvidenceFilter = {
    ...(kind === 'venue' ? { venueId: id } : {}),
    ...(kind === 'supervisor' ? { supervisorId: id } : {}),
    ...(kind === 'visit' ? { visitId: id } : {}),
    ...(kind === 'contest' ? { contestId: id } : {}),
    ...(batchId ? { batchId } : {}),
    ...(media ? { media } : {}),
    ...(secrecy ? { secrecy } : {}),
    ...(asked ? { search: asked } : {}),
  }
  const narrowed = Object.keys(filter).length > (kind ? 1 : 0)
  // Owners with slots take files on their own pages, where the slot is chosen.
  const owner: EvidenceOwner | null =
    kind === 'venue' || kind === 'supervisor' || kind === 'visit' ? { kind, id } : null
  const take = (from: Intake['from'], files?: File[]) =>
    owner && setIntake({ owner, title: params.name ?? '', from, files })

  return (
    <PageFrame
      title="资料"
      mark={
        kind && (
          <Tag closable color="blue" onClose={() => navigate('evidence')}>
            {KINDS[kind]}　{params.name}
          </Tag>
        )
      }
      extra={
        owner && (
          <>
            <Button onClick={() => take('folder')}>收入文件夹</Button>
            <Button type="primary" onClick={() => take('files')}>
              收入文件
            </Button>
          </>
        )
      }
      filters={
        <>
          <SearchField
            label="搜索资料"
            placeholder="题名/文件名/编号"
            width={220}
            value={search}
            onChange={setSearch}
          />
          {!kind && (
            <div style={{ width: 260 }} className="pick-batch">
              <BatchSelect value={batchId} onChange={setBatchId} />
              {batchId !== null && (
                <Button type="link" size="small" onClick={() => setBatchId(null)}>
                  全部批次
                </Button>
              )}
            </div>
          )}
          <Select
            allowClear
            placeholder="类型"
            aria-label="类型"
            style={{ width: 96 }}
            value={media}
            onChange={setMedia}
            options={MEDIA}
          />
          <Select
            allowClear
            placeholder="密级"
            aria-label="密级"
            style={{ width: 128 }}
            value={secrecy}
            onChange={setSecrecy}
            options={SECRECY.map(value => ({ value, label: value }))}
          />
        </>
      }
    >
      <DropArea onFiles={owner && (files => take('drop', files))}>
        <EvidenceList
          filter={filter}
          owners={owner === null}
          locked={null}
          empty={
            narrowed ? (
              <Empty text="没有符合条件的资料。可以清除搜索或筛选条件再看。" />
            ) : owner ? (
              <Empty text="还没有资料。把文件或文件夹拖到这里，或点「收入文件」。" />
            ) : (
              <Empty
                text="还没有收入资料。打开一个批次，在「资料」里按槽位收入文件和照片。"
                action={
                  <Button type="primary" onClick={() => navigate('batches')}>
                    去批次
                  </Button>
                }
              />
            )
          }
        />
      </DropArea>
      {intake && <IntakeDialog intake={intake} onClose={() => setIntake(null)} />}
    </PageFrame>
  )
}
