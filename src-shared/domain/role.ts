/** What an account may do; which routes each may ask for is src-main/handlers/access.ts. */
export const ROLES = ['admin', 'clerk', 'reviewer', 'head', 'reader', 'supervisor'] as const
export type Role = (typeof ROLES)[number]

export const ROLE: Record<Role, string> = {
  admin: '管理员',
  clerk: '经办',
  reviewer: '复核',
  head: '负责人',
  reader: '查阅',
  supervisor: '内督员',
}

/** What 设置 says beside each role. */
export const ROLE_NOTE: Record<Role, string> = {
  admin: '全部功能，并管理账号、备份和交接',
  clerk: '登记名册、证卡、场地、批次和档案',
  reviewer: '查看全部，复核整改，参与签署',
  head: '查看全部，签发委派，批准销毁、查阅和解除封存',
  reader: '只能查看和导出，不能改动',
  supervisor: '只能看到自己的委派单和督导记录',
}

const FREE = 3 // wrong passwords before anybody has to wait
const LONGEST = 15 * 60

/** Seconds to wait after so many wrong passwords in a row: none after three, then 5, 10, 20 … up to 15 minutes. */
export function waitAfter(failed: number): number {
  return failed <= FREE ? 0 : Math.min(LONGEST, 5 * 2 ** Math.min(20, failed - FREE - 1))
}

export const PASSWORD_MIN = 8
