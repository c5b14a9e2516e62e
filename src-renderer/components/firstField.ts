/** What a dialog is for: its first field, or else its main button. Of a radio group the chosen one. */
const FIELD = [
  '.ant-modal-body input:not([type=file], [type=radio]:not(:checked), :disabled)',
  '.ant-modal-body textarea',
  '.ant-modal-body .ant-btn-primary',
  '.ant-modal-footer .ant-btn-primary',
].join()

/**
 * antd gives the focus of an opening dialog to its × (fields with autoFocus are not on the page yet when React focuses them). Whoever
 * opens a dialog is about to type: the focus goes on to its first field.
 */
export function focusFirstField(): () => void {
  const onFocus = ({ target, relatedTarget }: FocusEvent) => {
    if (!(target instanceof Element) || !target.classList.contains('ant-modal-close')) return
    const dialog = target.closest('.ant-modal')
    if (relatedTarget instanceof Node && dialog?.contains(relatedTarget)) return // the user went there
    dialog?.querySelector<HTMLElement>(FIELD)?.focus()
  }
  window.addEventListener('focusin', onFocus)
  return () => window.removeEventListener('focusin', onFocus)
}
