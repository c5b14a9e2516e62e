import { Tabs } from 'antd'
import { useState } from 'react'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { useLocation } from '../../location.ts'
import { About } from './About.tsx'
import { DataTab } from './DataTab.tsx'
import { Logo } from './Logo.tsx'
import { OrgForm } from './OrgForm.tsx'
import { PersonsTab } from './persons/PersonsTab.tsx'

/** 设置: 机构, what is printed, how codes and ages are judged, the data and its backups. */
export default function SettingsPage() {
  const { params } = useLocation()
  const [tab, setTab] = useState(params.tab ?? 'org')
  const [dirty, setDirty] = useState(false)
  const leave = useDirtyGuard(dirty)
  return (
    <PageFrame title="设置">
      <Tabs
        activeKey={tab}
        onChange={next =>
          void leave(() => {
            setDirty(false)
            setTab(next)
          })
        }
        destroyOnHidden
        items={[
          { key: 'org', label: '机构与编码', children: <OrgForm onDirty={setDirty} /> },
          { key: 'logo', label: '机构标志', children: <Logo /> },
          { key: 'data', label: '数据与备份', children: <DataTab /> },
          { key: 'persons', label: '人员与账号', children: <PersonsTab /> },
          { key: 'about', label: '关于', children: <About /> },
        ]}
      />
    </PageFrame>
  )
}
