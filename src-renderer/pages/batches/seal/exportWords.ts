import type { Exported } from '../../../../src-shared/contract/package.ts'

/** Name, and what it contains. */
export const EXPORT_KIND: Record<Exported['kind'], readonly [name: string, what: string]> = {
  full: ['完整', '全部登记、表单和原件；可导入另一台电脑重建批次（包即备份）'],
  masked: ['脱敏', '身份证号和电话遮去，画了遮盖框的图片换成遮盖件，附原件摘要；不能用于重建'],
}

export const EXPORT_FORM: Record<Exported['form'], readonly [name: string, what: string]> = {
  folder: ['文件夹', '插上 U 盘即可双击「打开.html」查看，不需要安装任何软件'],
  zip: ['一个 ZIP 文件', '便于网上传送；接收方解压后查看'],
}

/** 完整 · 文件夹. */
export const exportText = ({ kind, form }: Pick<Exported, 'kind' | 'form'>): string =>
  `${EXPORT_KIND[kind][0]} · ${form === 'zip' ? 'ZIP' : '文件夹'}`
