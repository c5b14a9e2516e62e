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
export function Thumbnail({ file: { thumbnail, type } }: { file: Evidence }) {
  if (thumbnail) return <img src={thumbnailUrl(thumbnail)} alt="" loading="lazy" />
  return <Sign type={type} />
}

function Sign({ type }: { type: string }) {
  const view = viewOf(type)
  if (view === 'image') return <FileImageOutlined />
  if (view === 'video') return <VideoCameraOutlined />
  if (view === 'audio') return <AudioOutlined />
  if (view === 'pdf') return <FilePdfOutlined />
  return kindText(type) === '压缩包' ? <FileZipOutlined /> : <FileTextOutlined />
}
