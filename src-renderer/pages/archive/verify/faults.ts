import type { Verification } from '../../../../src-shared/contract/package.ts'

export interface Fault {
  kind: '被改动' | '缺失' | '多出' | '包的问题'
  name: string
}

type Found = Pick<Verification, 'changed' | 'missing' | 'additional' | 'problems'>

/** All that is wrong with a package, one line each. */
export const faultsOf = ({ changed, missing, additional, problems }: Found): Fault[] => [
  ...changed.map(name => ({ kind: '被改动' as const, name })),
  ...missing.map(name => ({ kind: '缺失' as const, name })),
  ...additional.map(name => ({ kind: '多出' as const, name })),
  ...problems.map(name => ({ kind: '包的问题' as const, name })),
]

/** The same counted: 被改动 1 个，缺失 2 个. */
export function faultText(found: Found): string {
  const counts = new Map<Fault['kind'], number>()
  for (const { kind } of faultsOf(found)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${kind} ${count} ${kind === '包的问题' ? '处' : '个'}`).join('，')
}
