import { UserOutlined } from '@ant-design/icons'

/** A person's photo (5:7), or a plain outline; width in CSS px. Without a name it is an ornament of the text beside it. */
export function Photo({ sha, width, name }: { sha: string | null; width: number; name?: string }) {
  const box = { width, height: (width * 7) / 5, borderRadius: 2, display: 'block' }
  if (sha) {
    return (
      <img
        src={`/photo/${sha}`}
        alt={name ? `${name}的照片` : ''}
        loading="lazy"
        style={{ ...box, objectFit: 'cover' }}
      />
    )
  }
  return (
    <div
      aria-hidden
      title="没有照片"
      style={{
        ...box,
        display: 'grid',
        placeItems: 'center',
        color: 'var(--ink3)',
        background: 'var(--alt)',
        fontSize: width / 2.4,
      }}
    >
      <UserOutlined />
    </div>
  )
}
