import {
  AudioOutlined,
  FileImageOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  FileZipOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { thumbnailUrl } from './address.ts'
import { kindText, viewOf } from './words.ts'

/** A small picture of a file, or a sign of its kind. An ornament: its words stand beside it. */
export function Thumbnail({ file, size }: { file: Evidence; size?: number }) {
  const box = size === undefined ? {} : { width: size, height: size, display: 'block', objectFit: 'cover' as const }
  if (file.thumbnail) return <img src={thumbnailUrl(file.thumbnail)} alt="" loading="lazy" style={box} />
  return (
    <span aria-hidden style={{ fontSize: size === undefined ? 36 : size * 0.7, color: '#667085', lineHeight: 1 }}>
      <Sign type={file.type} />
    </span>
  )
}

function Sign({ type }: { type: string }) {
  const view = viewOf(type)
  if (view === 'image') return <FileImageOutlined />
  if (view === 'video') return <VideoCameraOutlined />
  if (view === 'audio') return <AudioOutlined />
  if (view === 'pdf') return <FilePdfOutlined />
  return kindText(type) === '压缩包' ? <FileZipOutlined /> : <FileTextOutlined />
}
