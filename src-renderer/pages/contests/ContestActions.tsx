import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import type { Contest } from '../../../src-shared/contract/contest.ts'
import { call } from '../../api.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { showError } from '../../showError.tsx'
import { FormsButton } from '../forms/FormsButton.tsx'
import { EditContest } from './EditContest.tsx'

/** What can be done with the contest as a whole. */
export function ContestActions({ contest }: { contest: Contest }) {
  const [open, setOpen] = useState<'edit' | 'remove' | 'unready' | null>(null)
  const { id, seen, name } = contest
  const back = <Button onClick={() => navigate('contests')}>返回竞赛</Button>
  const close = () => setOpen(null)
  if (contest.deletedAt) {
    return (
      <>
        {back}
        <Button
          type="primary"
          onClick={() => call('contest.restore', { id, seen }).then(() => done('已恢复'), showError)}
        >
          从回收站恢复
        </Button>
      </>
    )
  }
  return (
    <>
      {back}
      <FormsButton subject={{ kind: 'contest', id }} />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'unready', label: '撤回就绪', disabled: contest.readyOn === null },
            { key: 'remove', label: '移入回收站', danger: true },
          ],
          onClick: ({ key }) => setOpen(key === 'unready' ? 'unready' : 'remove'),
        }}
      >
        <Button>
          更多 <DownOutlined />
        </Button>
      </Dropdown>
      <Button onClick={() => setOpen('edit')}>修改</Button>
      {contest.state === 'preparing' && (
        <Button
          type="primary"
          onClick={() => call('contest.ready', { id, seen }).then(() => done('已确认就绪'), showError)}
        >
          确认就绪
        </Button>
      )}
      {open === 'edit' && <EditContest contest={contest} onClose={close} />}
      <ReasonModal
        open={open === 'unready'}
        title={`撤回就绪　${name}`}
        okText="撤回就绪"
        onOk={async reason => {
          await call('contest.unready', { id, seen, reason })
          done('已撤回')
        }}
        onClose={close}
      />
      <ReasonModal
        open={open === 'remove'}
        title={`移入回收站　${name}`}
        okText="移入回收站"
        onOk={async reason => {
          await call('contest.remove', { id, seen, reason })
          done('已移入回收站')
        }}
        onClose={close}
      >
        <p>竞赛和它的地点、赛务人员一并移入回收站，随时可以恢复。已有督导登记的竞赛须留档，不能移入。</p>
      </ReasonModal>
    </>
  )
}
