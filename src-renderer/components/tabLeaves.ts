/**
 * antd's lists take the marked option at Tab as they do at Enter, which writes what nobody chose. Here Tab only leaves: the list never hears of it.
 * The browser moves the focus as ever, and a dialog's focus lock listens on the window itself.
 */
export function tabLeaves(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || !(event.target instanceof Element)) return
    if (event.target.closest('.ant-select, .ant-cascader, .ant-tree-select')) event.stopPropagation()
  }
  window.addEventListener('keydown', onKey, true)
  return () => window.removeEventListener('keydown', onKey, true)
}
