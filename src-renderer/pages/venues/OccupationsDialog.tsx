import { Alert, Button, Flex, Input, Modal, Table, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Occupation } from '../../../src-shared/contract/venue.ts'
import { call, useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { DropZone, readUpload } from '../../components/files.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'

type Answer = NonNullable<Output<'occupation.import'>>

const PAGE = 20

/** The dictionary of 职业（工种）: imported from a sheet, it proposes; it never refuses what is typed freely. */
export function OccupationsDialog({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const [chosen, setChosen] = useState<number[]>([])
  const [answer, setAnswer] = useState<Answer | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const { run, running } = useTask()
  const list = useCall('occupation.list', { search: asked, page: { offset: (page - 1) * PAGE, limit: PAGE } }, [
    'venue',
  ])

  const load = async (file?: File) => {
    const next = await run('正在导入词典', async options =>
      call('occupation.import', { file: file && (await readUpload(file)) }, options),
    )
    if (!next) return
    setAnswer(next)
    list.reload()
  }
  const template = async () => {
    const saved = await run('正在生成模板', options => call('occupation.template', {}, options))
    if (saved) done(`已保存：${saved.path}`)
  }
  const remove = async () => {
    const result = await run('正在移除', options => call('occupation.remove', { ids: chosen }, options))
    if (!result) return
    done(`已从词典移除 ${result.removed} 项；场地已填的不受影响`)
    setChosen([])
    list.reload()
  }

  return (
    <Modal open title="职业（工种）词典" width={760} footer={null} onCancel={onClose}>
      <Flex vertical gap={12}>
        <DropZone
          title="把词典表格（.xlsx）拖到这里，或点击选择"
          hint="列：职业编码、职业、工种、等级（用顿号分开）；重复导入只更新"
          accept=".xlsx,.xls,.et,.csv"
          onFile={load}
          disabled={running}
        />
        {answer && <Imported answer={answer} />}
        <Flex gap={8} justify="space-between" wrap>
          <Input.Search
            allowClear
            placeholder="职业、工种或编码"
            aria-label="搜索词典"
            style={{ width: 240 }}
            maxLength={60}
            value={search}
            onChange={event => {
              setSearch(event.target.value)
              setPage(1)
            }}
          />
          <Flex gap={8}>
            <Button danger disabled={chosen.length === 0} onClick={remove}>
              移除所选 {chosen.length || ''}
            </Button>
            <Button onClick={template}>下载模板</Button>
          </Flex>
        </Flex>
        {list.error && <ErrorBlock error={list.error} />}
        <Table<Occupation>
          size="small"
          rowKey="id"
          dataSource={list.data?.rows ?? []}
          loading={list.loading && !list.data}
          rowSelection={{
            selectedRowKeys: chosen,
            preserveSelectedRowKeys: true,
            onChange: keys => setChosen(keys.map(Number)),
          }}
          columns={[
            { title: '编码', dataIndex: 'code', width: 120, className: 'num' },
            { title: '职业', dataIndex: 'occupation', width: 170, ellipsis: true },
            { title: '工种', dataIndex: 'trade', width: 140, ellipsis: true },
            { title: '等级', ellipsis: true, render: (_, row) => row.levels.join('、') || '—' },
          ]}
          pagination={{
            size: 'small',
            current: page,
            pageSize: PAGE,
            total: list.data?.total ?? 0,
            showSizeChanger: false,
            showTotal: total => `共 ${total} 项`,
            onChange: setPage,
          }}
          locale={{
            emptyText: (
              <Empty text={asked ? '词典里没有这样的职业。' : '词典还是空的。导入后，填写场地职业时会自动提示。'} />
            ),
          }}
        />
      </Flex>
    </Modal>
  )
}

function Imported({ answer: { fileName, added, updated, unchanged, problems, notes } }: { answer: Answer }) {
  return (
    <Alert
      showIcon
      type={problems.length > 0 ? 'warning' : 'success'}
      title={`「${fileName}」：新增 ${added} 项，更新 ${updated} 项，未变 ${unchanged} 项${
        problems.length > 0 ? `，${problems.length} 行有错没有导入` : ''
      }`}
      description={
        problems.length + notes.length > 0 && (
          <div style={{ maxHeight: 120, overflow: 'auto' }}>
            {notes.map(note => (
              <div key={note}>{note}</div>
            ))}
            {problems.map(problem => (
              <div key={problem.row}>
                <Typography.Text strong>第 {problem.row} 行</Typography.Text>：{problem.message}
              </div>
            ))}
          </div>
        )
      }
    />
  )
}
