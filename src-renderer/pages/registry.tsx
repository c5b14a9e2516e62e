import {
  AimOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  ClockCircleOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  IdcardOutlined,
  PaperClipOutlined,
  PrinterOutlined,
  ScanOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TeamOutlined,
  ToolOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import type { ComponentType, ReactNode } from 'react'
import { later } from '../later.tsx'

export interface PageEntry {
  key: string
  title: string
  icon: ReactNode
  group: '日常' | '督导' | '打印' | '管理' | null // null: reached from other pages, not from the menu
  under?: string // the entry that the menu shows as open instead
  load: () => Promise<{ default: ComponentType }>
}

/** Every page of the window; each is a bundle of its own, loaded when it is first opened. */
export const PAGES: readonly PageEntry[] = [
  { key: 'mine', title: '我的委派', icon: <HomeOutlined />, group: null, load: () => import('./mine/MinePage.tsx') },
  { key: 'home', title: '工作台', icon: <HomeOutlined />, group: '日常', load: () => import('./home/HomePage.tsx') },
  {
    key: 'roster',
    title: '内督员',
    icon: <TeamOutlined />,
    group: '日常',
    load: () => import('./roster/RosterPage.tsx'),
  },
  {
    key: 'import',
    title: '名册导入',
    icon: <TeamOutlined />,
    group: null,
    under: 'roster',
    load: () => import('./import/ImportPage.tsx'),
  },
  { key: 'cards', title: '证卡', icon: <IdcardOutlined />, group: '日常', load: () => import('./cards/CardsPage.tsx') },
  {
    key: 'filing',
    title: '备案',
    icon: <FileDoneOutlined />,
    group: '日常',
    load: () => import('./filing/FilingPage.tsx'),
  },
  {
    key: 'doubts',
    title: '请核对的日期',
    icon: <HomeOutlined />,
    group: null,
    under: 'home',
    load: () => import('./doubts/DoubtsPage.tsx'),
  },
  {
    key: 'health',
    title: '体检',
    icon: <HomeOutlined />,
    group: null,
    under: 'home',
    load: () => import('./health/HealthPage.tsx'),
  },
  {
    key: 'venues',
    title: '场地',
    icon: <BankOutlined />,
    group: '日常',
    load: () => import('./venues/VenuesPage.tsx'),
  },
  {
    key: 'venue',
    title: '场地资料',
    icon: <BankOutlined />,
    group: null,
    under: 'venues',
    load: () => import('./venues/VenuePage.tsx'),
  },
  {
    key: 'count',
    title: '场地核查',
    icon: <BankOutlined />,
    group: null,
    under: 'venues',
    load: () => import('./venues/count/CountPage.tsx'),
  },
  {
    key: 'batches',
    title: '批次',
    icon: <ScheduleOutlined />,
    group: '督导',
    load: () => import('./batches/BatchesPage.tsx'),
  },
  {
    key: 'batch',
    title: '批次资料',
    icon: <ScheduleOutlined />,
    group: null,
    under: 'batches',
    load: () => import('./batches/BatchPage.tsx'),
  },
  {
    key: 'record',
    title: '督导记录',
    icon: <ScheduleOutlined />,
    group: null,
    under: 'batches',
    load: () => import('./batches/record/RecordPage.tsx'),
  },
  {
    key: 'contests',
    title: '竞赛',
    icon: <TrophyOutlined />,
    group: '督导',
    load: () => import('./contests/ContestsPage.tsx'),
  },
  {
    key: 'contest',
    title: '竞赛资料',
    icon: <TrophyOutlined />,
    group: null,
    under: 'contests',
    load: () => import('./contests/ContestPage.tsx'),
  },
  {
    key: 'evidence',
    title: '资料',
    icon: <PaperClipOutlined />,
    group: '督导',
    load: () => import('./evidence/EvidencePage.tsx'),
  },
  {
    key: 'scan',
    title: '扫描件',
    icon: <ScanOutlined />,
    group: '督导',
    load: () => import('./scan/ScanPage.tsx'),
  },
  {
    key: 'deadlines',
    title: '期限',
    icon: <ClockCircleOutlined />,
    group: '督导',
    load: () => import('./deadlines/DeadlinesPage.tsx'),
  },
  {
    key: 'rectify',
    title: '整改',
    icon: <ToolOutlined />,
    group: '督导',
    load: () => import('./rectify/RectifyPage.tsx'),
  },
  {
    key: 'coverage',
    title: '覆盖',
    icon: <AppstoreOutlined />,
    group: '督导',
    load: () => import('./rectify/CoveragePage.tsx'),
  },
  {
    key: 'year',
    title: '年度',
    icon: <BarChartOutlined />,
    group: '督导',
    load: () => import('./year/YearPage.tsx'),
  },
  {
    key: 'forms',
    title: '表单',
    icon: <FileTextOutlined />,
    group: '打印',
    load: () => import('./forms/FormsPage.tsx'),
  },
  {
    key: 'print',
    title: '打印台账',
    icon: <PrinterOutlined />,
    group: '打印',
    load: () => import('./print/PrintPage.tsx'),
  },
  {
    key: 'calibration',
    title: '打印校准',
    icon: <AimOutlined />,
    group: '打印',
    load: () => import('./calibration/CalibrationPage.tsx'),
  },
  {
    key: 'archive',
    title: '档案',
    icon: <FolderOpenOutlined />,
    group: '管理',
    load: () => import('./archive/ArchivePage.tsx'),
  },
  {
    key: 'audit',
    title: '操作日志',
    icon: <AuditOutlined />,
    group: '管理',
    load: () => import('./audit/AuditPage.tsx'),
  },
  {
    key: 'rules',
    title: '规则与条款',
    icon: <BookOutlined />,
    group: '管理',
    load: () => import('./rules/RulesPage.tsx'),
  },
  {
    key: 'settings',
    title: '设置',
    icon: <SettingOutlined />,
    group: '管理',
    load: () => import('./settings/SettingsPage.tsx'),
  },
]

export const GROUPS = ['日常', '督导', '打印', '管理'] as const

/** Made once: a component made during rendering would mount anew each time. */
export const PAGE_VIEWS = new Map(PAGES.map(page => [page.key, later(async () => (await page.load()).default)]))
