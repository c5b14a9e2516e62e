import { Drawer } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import type { Baseline } from '../../../../src-shared/contract/venue.ts'
import { useCall } from '../../../api.ts'
import { FillTable } from '../../../components/FillTable.tsx'
import { ErrorBlock } from '../../../showError.tsx'

type Row = Output<'venue.baselineRows'>['rows'][number]

/** The devices as they were filed. */
export function BaselineRows({ baseline, onClose }: { baseline: Baseline; onClose: () => void }) {
  const [page, setPage] = useState({ current: 1, size: 100 })
  const { data, error, loading } = useCall('venue.baselineRows', {
    baselineId: baseline.id,
    page: { offset: (page.current - 1) * page.size, limit: page.size },
  })
  return (
    <Drawer
      open
      size={Math.min(960, window.innerWidth - 24)}
      onClose={onClose}
      title={`备案清单　${baseline.on}　${baseline.devices} 项 ${baseline.pieces} 件`}
    >
      {error && <ErrorBlock error={error} />}
      <FillTable<Row>
        rowKey="no"
        minWidth={820}
        loading={loading && !data}
        dataSource={data?.rows ?? []}
        columns={[
          { title: '序号', dataIndex: 'no', width: 60, className: 'num' },
          { title: '名称', dataIndex: 'name', width: 170, ellipsis: true },
          { title: '型号', dataIndex: 'model', width: 130, ellipsis: true },
          { title: '规格', dataIndex: 'spec', width: 140, ellipsis: true },
          { title: '数量', dataIndex: 'quantity', width: 70, align: 'end', className: 'num' },
          { title: '单位', dataIndex: 'unit', width: 60 },
          { title: '位置（室）', dataIndex: 'room', width: 110, ellipsis: true },
          { title: '备注', dataIndex: 'note', ellipsis: true },
        ]}
        pagination={{
          current: page.current,
          pageSize: page.size,
          total: data?.total ?? 0,
          onChange: (current, size) => setPage({ current, size }),
        }}
      />
    </Drawer>
  )
}
