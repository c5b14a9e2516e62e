import { Button, Flex, Table, Typography } from 'antd'
import { useState } from 'react'
import type { FormInfo, FormItem } from '../../../src-shared/contract/form.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { FormsDialog } from './FormsDialog.tsx'
import { OwnPaperDialog } from './OwnPaper.tsx'

/** Where the records lie that a form can be made of. */
const MADE_OF: Record<FormInfo['subjects'][number], string> = {
  none: '',
  supervisor: '内督员个人档案',
  venue: '场地',
  check: '场地核查',
  printJob: '打印证卡',
  batch: '批次',
  assignment: '委派',
  record: '督导记录',
  visit: '外督员进场',
  rectification: '整改',
  sample: '抽查名单',
  contest: '竞赛',
  destruction: '销毁清册',
  year: '年度',
  course: '培训班',
  session: '批次的场次',
}

/** 表单: every form, blank or to be filled in here; those that are made of records say where they are made. */
export default function FormsPage() {
  const { data, error, loading } = useCall('form.list', {}, ['org'])
  const [chosen, setChosen] = useState<string[]>([])
  const [items, setItems] = useState<FormItem[] | null>(null)
  const [owning, setOwning] = useState(false)
  const forms = data?.forms ?? []
  const open = (keys: string[], mode: FormItem['mode']) =>
    setItems(keys.map(form => ({ form, mode, subject: { kind: 'none' } })))
  // In the order of the list, not of the ticks.
  const ticked = forms.filter(form => chosen.includes(form.key)).map(form => form.key)

  const table = (title: string, list: FormInfo[]) => (
    <section>
      <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
        {title}
      </Typography.Title>
      <Table<FormInfo>
        size="small"
        rowKey="key"
        loading={loading && !data}
        pagination={false}
        dataSource={list}
        rowSelection={{
          columnWidth: 40,
          selectedRowKeys: chosen.filter(key => list.some(form => form.key === key)),
          onChange: keys =>
            setChosen([...chosen.filter(key => !list.some(form => form.key === key)), ...keys.map(String)]),
        }}
        columns={[
          { title: '表单', dataIndex: 'title' },
          {
            title: '从记录生成',
            width: 240,
            render: (_, form) =>
              form.subjects
                .map(kind => MADE_OF[kind])
                .filter(Boolean)
                .join('、') || '—',
          },
          {
            title: '操作',
            width: 170,
            render: (_, form) => (
              <Flex gap={12}>
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => open([form.key], 'blank')}>
                  空白表
                </Button>
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => open([form.key], 'filled')}>
                  填写
                </Button>
              </Flex>
            ),
          },
        ]}
      />
    </section>
  )

  return (
    <PageFrame
      title="表单"
      extra={
        <Flex gap={8}>
          <Button onClick={() => setOwning(true)}>本机构用表</Button>
          <Button type="primary" disabled={ticked.length === 0} onClick={() => open(ticked, 'blank')}>
            {ticked.length > 0 ? `所选 ${ticked.length} 份合为一个文件` : '勾选后合为一个文件'}
          </Button>
        </Flex>
      }
    >
      {error && <ErrorBlock error={error} />}
      <Flex vertical gap={16} style={{ maxWidth: 1000 }}>
        {table(
          '实施细则附件',
          forms.filter(form => form.official),
        )}
        {table(
          '本机构用表',
          forms.filter(form => !form.official),
        )}
      </Flex>
      {owning && <OwnPaperDialog onClose={() => setOwning(false)} />}
      {items && <FormsDialog items={items} open onClose={() => setItems(null)} />}
    </PageFrame>
  )
}
