import { PageFrame } from '../../components/PageFrame.tsx'
import { useLocation } from '../../location.ts'
import { FixTable } from './FixTable.tsx'

/** 整改: every problem found by anybody, until another person has confirmed that it is mended (第三十条（三）). */
export default function RectifyPage() {
  const { params } = useLocation()
  return (
    <PageFrame title="整改">
      <FixTable key={params.state} asked={params.state} />
    </PageFrame>
  )
}
