import type { Output } from '../../../src-shared/contract/index.ts'

/** What is known of a job that left the program: spooled is not printed. */
export const sentTo = (printer: string, outcome: Output<'print.send'>['outcome']): string =>
  outcome === 'printed' ? `「${printer}」已接收全部页面` : `已交给「${printer}」的打印队列，请到打印机核对是否全部打出`
