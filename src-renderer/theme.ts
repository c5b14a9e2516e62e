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
    Layout: { headerBg: '#ffffff', headerHeight: 48, headerPadding: '0 16px', siderBg: '#ffffff', bodyBg: '#f4f6f9' },
    Menu: { itemHeight: 36, activeBarBorderWidth: 0 },
    Table: { headerBg: '#f7f8fa', cellPaddingBlockSM: 6 },
  },
}
