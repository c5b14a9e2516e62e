/** 例外 in words: the reason, and the 负责人 who judged so. */
export const exceptionText = ({ override, approver }: { override: string | null; approver?: string }): string =>
  override === null ? '—' : `${override}${approver ? `（负责人 ${approver} 认定）` : ''}`
