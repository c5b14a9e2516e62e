import { HomeOutlined } from '@ant-design/icons'
import { Layout, Menu, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { HeaderBar } from './components/HeaderBar.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { later } from './later.tsx'
import { navigate, useLocation } from './location.ts'
import { GROUPS, PAGE_VIEWS, PAGES } from './pages/registry.tsx'
import { useMe } from './persons/Me.tsx'
import { SignDialog } from './persons/SignDialog.tsx'
import { useOpened } from './session.tsx'

const Dossier = later(async () => (await import('./pages/roster/Dossier.tsx')).Dossier)

const MENU = GROUPS.map(group => ({
  key: group,
  type: 'group' as const,
  label: group,
  children: PAGES.filter(page => page.group === group).map(page => ({
    key: page.key,
    icon: page.icon,
    label: page.title,
  })),
}))

/** An 内督员 has one page. */
const OWN = [{ key: 'mine', icon: <HomeOutlined />, label: '我的委派' }]

/** Menu at the left, header above, one page, and a person's dossier over it. */
export function Shell() {
  const { page, person } = useLocation()
  const [collapsed, setCollapsed] = useState(false)
  const opened = useOpened()
  const me = useMe()
  const own = me?.role === 'supervisor'
  const View = own ? PAGE_VIEWS.get('mine') : (PAGE_VIEWS.get(page) ?? PAGE_VIEWS.get('home'))

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return
      event.preventDefault()
      void navigate('rules')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Sider
        collapsible
        collapsed={collapsed}
        onCollapse={setCollapsed}
        breakpoint="lg" // 992 px; 1366 px at 150 % scaling is 911 px
        width={184}
        collapsedWidth={56}
        theme="light"
      >
        <Menu
          mode="inline"
          aria-label="主菜单"
          items={own ? OWN : MENU}
          selectedKeys={own ? ['mine'] : [PAGES.find(entry => entry.key === page)?.under ?? page]}
          onClick={({ key }) => void navigate(key)}
          // Scrolls by itself above the collapse button, which would lie over its last entry on a low screen.
          style={{ borderInlineEnd: 0, height: '100%', overflow: 'hidden auto' }}
        />
      </Layout.Sider>
      <Layout>
        {opened ? <HeaderBar /> : <Layout.Header />}
        <Layout.Content style={{ minHeight: 0 }}>
          <div className="sheet">
            <ErrorBoundary key={page}>
              {opened ? View && <View /> : <Spin className="opening" description="正在打开数据" />}
            </ErrorBoundary>
          </div>
        </Layout.Content>
      </Layout>
      <SignDialog />
      {person !== null && !own && <Dossier id={person} key={person} />}
    </Layout>
  )
}
