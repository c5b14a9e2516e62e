import { Button, Flex, Result } from 'antd'
import type { Output } from '../../../src-shared/contract/index.ts'
import { navigate } from '../../location.ts'
import { PhotoImport } from './PhotoImport.tsx'

/** After 确认导入: what was written, and what usually comes next. */
export function ImportDone({ result }: { result: Output<'roster.commit'> }) {
  const { added, updated, skipped, errors, taken } = result
  return (
    <Flex vertical gap={16} style={{ maxWidth: 760 }}>
      <Result
        status="success"
        title={`已导入 ${added + updated} 人`}
        subTitle={`新增 ${added} 人，覆盖 ${updated} 人，跳过 ${skipped} 行，有错未导入 ${errors} 行${
          taken ? `；接管聘期 ${taken.terms} 个、证卡 ${taken.cards} 张，另登记已用编号 ${taken.numbers} 个` : ''
        }`}
        style={{ padding: 16 }}
        extra={
          <Button type="primary" onClick={() => navigate('roster')}>
            去名册查看
          </Button>
        }
      />
      <PhotoImport />
    </Flex>
  )
}
