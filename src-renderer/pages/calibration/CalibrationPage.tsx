import { Button, Popconfirm, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { Calibration } from '../../../src-shared/contract/print.ts'
import { SIDE } from '../../../src-shared/labels.ts'
import { call, useCall } from '../../api.ts'
import { InstantText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'
import { CalibrationDialog } from './CalibrationDialog.tsx'
import { PAPER, VerdictTag, words } from './words.tsx'

/** 打印校准: what is known of each printer, paper and side; applied when printing, never to the PDF that is kept. */
export default function CalibrationPage() {
  const { data, error, loading } = useCall('calibration.list', {}, ['print', 'setting'])
  const [open, setOpen] = useState(false)

  const remove = async (calibration: Calibration) => {
    await call('calibration.remove', { id: calibration.id, seen: calibration.seen })
    done(`已删除「${calibration.printer}」${SIDE[calibration.side]}的校准`)
  }
  const columns: TableColumnsType<Calibration> = [
    { title: '打印机', dataIndex: 'printer', ellipsis: true, width: 200 },
    { title: '纸张', width: 110, render: (_, c) => PAPER[c.paper] },
    { title: '面', width: 60, render: (_, c) => SIDE[c.side] },
    { title: '测得偏差', render: (_, c) => words(c).join('；') },
    {
      title: '残差',
      width: 150,
      render: (_, c) => (
        <>
          <VerdictTag residual={c.residual} /> {c.residual.toFixed(2)} mm
        </>
      ),
    },
    {
      title: '校准时间',
      width: 150,
      render: (_, c) => <InstantText value={c.at} />,
    },
    { title: '经办人', dataIndex: 'actor', width: 90, ellipsis: true },
    {
      title: '操作',
      width: 70,
      render: (_, c) => (
        <Popconfirm
          title="删除这条校准？"
          description="以后这台打印机的这一面按原样输出，需要时可重新校准。"
          okText="删除"
          onConfirm={() => remove(c)}
        >
          <Button type="link" size="small" danger>
            删除
          </Button>
        </Popconfirm>
      ),
    },
  ]

  return (
    <PageFrame
      title="打印校准"
      extra={
        <Button type="primary" onClick={() => setOpen(true)}>
          校准打印机
        </Button>
      }
    >
      {error && <ErrorBlock error={error} />}
      <FillTable<Calibration>
        minWidth={1080}
        rowKey="id"
        dataSource={data?.calibrations}
        columns={columns}
        loading={loading && !data}
        pagination={false}
        locale={{
          emptyText: (
            <Empty
              text="还没有校准过打印机。正反面套不准、或卡片边缘裁切有偏差时，校准后打印会自动修正。"
              action={<Button onClick={() => setOpen(true)}>校准打印机</Button>}
            />
          ),
        }}
      />
      {open && <CalibrationDialog onClose={() => setOpen(false)} />}
    </PageFrame>
  )
}
