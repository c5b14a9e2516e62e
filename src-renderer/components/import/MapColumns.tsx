import { Alert, Flex, Select, Typography } from 'antd'
import type { ImportSummary } from '../../../src-shared/contract/roster.ts'

interface Props {
  summary: ImportSummary
  columns: readonly { key: string; title: string }[]
  onMap: (mapping: Record<string, string>) => void
}

/** Columns that the program does not know, each with the choice of what it is; remembered for files with the same headers. */
export function MapColumns({ summary, columns, onMap }: Props) {
  const { mapping, unknownHeaders, missing } = summary
  const open = [...new Set([...Object.keys(mapping), ...unknownHeaders])]
  if (open.length === 0) return null
  const options = [{ value: '', label: '不导入' }, ...columns.map(({ key, title }) => ({ value: key, label: title }))]
  return (
    <Alert
      type={missing ? 'warning' : 'info'}
      showIcon
      title={
        missing
          ? '表头里没有「姓名」一列。请指明哪一列是姓名，再核对其他列。'
          : '不认识的列不会导入；需要的请指明是什么，下次同样的表头会记住。'
      }
      description={
        <Flex gap={12} wrap>
          {open.map(header => (
            <Flex key={header} gap={4} align="center">
              <Typography.Text>{header}</Typography.Text>
              <Select
                aria-label={`「${header}」是什么`}
                size="small"
                style={{ width: 130 }}
                value={mapping[header] ?? ''}
                options={options}
                onChange={key => onMap({ ...mapping, [header]: key })}
              />
            </Flex>
          ))}
        </Flex>
      }
    />
  )
}
