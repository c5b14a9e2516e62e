import type { Restored } from '../../../../src-shared/contract/backup.ts'
import { instantText } from '../../../components/DateText.tsx'
import { feedback } from '../../../feedback.ts'

/** Other data are in place: what was done, and then everything that the window shows is loaded anew. */
export function tellRestored({ at, before, copied, missing }: Restored): void {
  const lines = [
    before === null ? '原来这里没有数据。' : '恢复前的状态已另存，可在「设置 → 数据与备份」的列表里撤销这次恢复。',
    ...(copied > 0 ? [`补回照片和附件 ${copied} 个。`] : []),
    ...(missing > 0 ? [`有 ${missing} 个文件不在备份里，打开时会提示缺失；找到原文件后请重新上传。`] : []),
  ]
  feedback().modal.success({
    title: `已恢复到 ${instantText(at)} 的状态`,
    content: lines.map(line => <div key={line}>{line}</div>),
    okText: '重新载入窗口',
    keyboard: false,
    onOk: () => window.location.reload(),
  })
}
