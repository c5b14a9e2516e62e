import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'

interface Props {
  /** What is searched, for those who do not see it. */
  label: string
  placeholder: string
  width: number
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
}

/** The search of a list; as long as the backend takes it. */
export function SearchField({ label, width, onChange, ...rest }: Props) {
  return (
    <Input
      style={{ width }}
      allowClear
      prefix={<SearchOutlined />}
      aria-label={label}
      maxLength={60}
      onChange={event => onChange(event.target.value)}
      {...rest}
    />
  )
}
