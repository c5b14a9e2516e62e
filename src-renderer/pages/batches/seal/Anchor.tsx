import { Typography } from 'antd'

/** 锚定码, large enough to be copied by hand and compared aloud. */
export function Anchor({ code }: { code: string }) {
  return (
    <Typography.Text
      copyable
      style={{
        fontSize: 24,
        fontWeight: 600,
        letterSpacing: 1,
        fontFamily: 'Consolas, "Cascadia Mono", "DejaVu Sans Mono", monospace',
      }}
    >
      {code}
    </Typography.Text>
  )
}

/** A SHA-256, whole and copyable. */
export const Digest = ({ value }: { value: string }) => (
  <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
    {value}
  </Typography.Text>
)
