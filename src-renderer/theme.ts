import type { ThemeConfig } from 'antd'

/** A calm office tool: one deep blue, small radii, no animation (remote desktops and old PCs redraw slowly). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f5fbf',
    colorInfo: '#1f5fbf',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif',
    motion: false,
  },
  components: {
    Alert: { withDescriptionPadding: '10px 16px', withDescriptionIconSize: 18 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Layout: { headerBg: '#ffffff', headerHeight: 48, headerPadding: '0 16px', siderBg: '#ffffff', bodyBg: '#f4f6f9' },
    Menu: {
      itemHeight: 30, // all entries fit 768 px
      itemMarginBlock: 1,
      groupTitleLineHeight: 1.1,
      groupTitleFontSize: 12,
      activeBarBorderWidth: 0,
    },
    Table: { headerBg: '#f7f8fa', cellPaddingBlockSM: 6, bodySortBg: '#ffffff', headerSortActiveBg: '#eef1f5' },
  },
}
