import { Button, Flex, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import { call, useCall } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { State } from '../../components/State.tsx'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'
import { isOpen, type Row, STATE } from './words.ts'

/** One page: its picture, what it is, and what can be done with it. */
export function Panel({ row }: { row: Row | undefined }) {
  if (!row) {
    return (
      <aside className="scan-panel" aria-label="页面">
        <Typography.Text type="secondary">点一行看它的图像</Typography.Text>
      </aside>
    )
  }
  return (
    <aside className="scan-panel" aria-label="页面">
      <Actions key={`${row.id}:${row.code}`} row={row} />
      {row.picture ? <Picture id={row.id} /> : <Typography.Text type="secondary">没有图像</Typography.Text>}
    </aside>
  )
}

function Picture({ id }: { id: number }) {
  const { data } = useCall('scan.picture', { id })
  return data ? <img className="scan-picture" alt="扫描的页面" src={`data:image/jpeg;base64,${data.jpeg}`} /> : null
}

function Actions({ row }: { row: Row }) {
  const [asking, setAsking] = useState<'file' | 'return' | null>(null)
  const { s, word } = STATE[row.state]
  const file = async (reason: string) => {
    const { filed, left } = await call('scan.file', { ids: [row.id], reason })
    if (filed > 0) done('已归档')
    else throw new Error(left[0]?.why ?? '没有归档')
  }
  const plain = (ids: number[]) =>
    call('scan.file', { ids, reason: '' }).then(({ filed }) => done(`已归档 ${filed} 页`), showError)
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} align="center" wrap>
        <State s={s}>{word}</State>
        <Typography.Text className="num">{row.code || '没有编号'}</Typography.Text>
        {row.typed && <Typography.Text type="secondary">（键入）</Typography.Text>}
      </Flex>
      {row.why && <Typography.Text>{row.why}</Typography.Text>}
      {row.paper && (
        <Typography.Text type="secondary">
          {row.paper.title}　{row.paper.about}
          {row.place && `　→　${row.place}`}
        </Typography.Text>
      )}
      {isOpen(row) && row.state !== 'proposed' && row.state !== 'twice' && <CodeField row={row} />}
      <Flex gap={8} wrap>
        {row.state === 'proposed' && row.paper?.pages === 1 && (
          <Button size="small" type="primary" onClick={() => void plain([row.id])}>
            归档
          </Button>
        )}
        {row.withReason && (
          <Button size="small" onClick={() => setAsking('file')}>
            写明原因后归档
          </Button>
        )}
        {isOpen(row) && (
          <Button size="small" onClick={() => setAsking('return')}>
            退回
          </Button>
        )}
        {row.state === 'returned' && (
          <Button
            size="small"
            onClick={() => void call('scan.takeBack', { ids: [row.id] }).then(() => done('已取回'), showError)}
          >
            取回
          </Button>
        )}
      </Flex>
      <ReasonModal
        open={asking === 'file'}
        title="归档这一页"
        okText="归档"
        danger={false}
        onOk={file}
        onClose={() => setAsking(null)}
      >
        {row.why}。归档后与原因一起保留。
      </ReasonModal>
      <ReasonModal
        open={asking === 'return'}
        title="退回这一页"
        okText="退回"
        onOk={reason => call('scan.return', { ids: [row.id], reason })}
        onClose={() => setAsking(null)}
      >
        不归入任何档案；扫描件原件仍然保存，之后可以取回。
      </ReasonModal>
    </Flex>
  )
}

/** A page that could not be read is known by the code in letters beside its symbol. */
function CodeField({ row }: { row: Row }) {
  const submit = ({ code }: { code: string }) =>
    call('scan.type', { id: row.id, code: code.trim(), was: row.typed ? row.code : '' }).catch(showError)
  return (
    <Form
      name="code"
      layout="inline"
      size="small"
      initialValues={{ code: row.typed ? row.code : '' }}
      onFinish={submit}
    >
      <Form.Item name="code" label="编号" style={{ flex: 1, marginInlineEnd: 8 }}>
        <Input maxLength={40} placeholder="照纸上的编号键入，如 2RX-1-K7Q4-BC6" />
      </Form.Item>
      <Button size="small" htmlType="submit">
        确定
      </Button>
    </Form>
  )
}
