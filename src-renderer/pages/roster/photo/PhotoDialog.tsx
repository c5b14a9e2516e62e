import { Alert, Button, Flex, Modal, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { asCallError, call } from '../../../api.ts'
import { DropZone, readUpload } from '../../../components/files.tsx'
import { Photo } from '../../../components/Photo.tsx'
import { OtherHandAlert } from '../../../components/useEdit.tsx'
import { done, feedback } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'
import { CropPreview, Cropper } from './Cropper.tsx'
import { type Box, firstBox, isSharp, rounded, type Size } from './crop.ts'
import './photo.css'

interface Props {
  person: { id: number; seen: string; name: string; photo: string | null }
  /** A file that was dropped already. */
  first: File | null
  onClose: () => void
}

interface Picture {
  file: File
  url: string
  image: Size
}

const MAX_MB = 30

async function measure(url: string): Promise<Size> {
  const image = new Image()
  image.src = url
  await image.decode()
  return { width: image.naturalWidth, height: image.naturalHeight }
}

/** 附件2: 彩色免冠 1 寸照片. Choose or drop a picture, cut it to 25 × 35 mm, store it. */
export function PhotoDialog({ person, first, onClose }: Props) {
  const [file, setFile] = useState(first)
  const [picture, setPicture] = useState<Picture | null>(null)
  const [box, setBox] = useState<Box | null>(null)
  const [busy, setBusy] = useState(false)
  // As it was when the dialog was opened: a photo that came in meanwhile must be seen before it is replaced.
  const [opened, setOpened] = useState({ seen: person.seen, photo: person.photo })
  const [theirs, setTheirs] = useState<string | null>(null)

  useEffect(() => {
    if (!file) return
    if (file.size > MAX_MB * 1024 * 1024) {
      feedback().message.error(`照片超过 ${MAX_MB} MB，请先缩小`)
      return
    }
    const url = URL.createObjectURL(file)
    let gone = false
    measure(url).then(
      image => {
        if (gone) return
        setPicture({ file, url, image })
        setBox(firstBox(image))
      },
      () => gone || feedback().message.error(`「${file.name}」不是能打开的图片，请选 JPG 或 PNG`),
    )
    return () => {
      gone = true
      setPicture(null)
      URL.revokeObjectURL(url)
    }
  }, [file])

  const save = async () => {
    if (!picture || !box) return
    setBusy(true)
    try {
      const { warnings } = await call('supervisor.setPhoto', {
        id: person.id,
        seen: opened.seen,
        image: await readUpload(picture.file),
        crop: rounded(picture.image, box),
      })
      onClose()
      if (warnings.length === 0) done('照片已保存')
      else feedback().message.warning(`照片已保存。${warnings.join('；')}`)
    } catch (error) {
      if (asCallError(error).data.code !== 'STALE') return showError(error)
      const now = await call('supervisor.get', { id: person.id })
      setOpened(now)
      if (now.photo === opened.photo) return showError(error) // something else of the person: pressed again, it is saved
      setTheirs(now.photo)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={`${person.name}的照片`}
      width={680}
      okText="保存照片"
      okButtonProps={{ disabled: !picture || theirs !== null }}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {theirs !== null && (
        <OtherHandAlert>
          <Flex gap={12} align="center">
            <Photo sha={theirs} width={50} name={person.name} />
            <Button size="small" onClick={onClose}>
              取用对方
            </Button>
            <Button size="small" onClick={() => setTheirs(null)}>
              保留本机
            </Button>
          </Flex>
        </OtherHandAlert>
      )}
      {!picture || !box ? (
        <DropZone
          title="把照片拖到这里、粘贴（Ctrl+V），或点击选择"
          hint="彩色免冠 1 寸照片（附件2），JPG 或 PNG，不小于 295×413 像素"
          accept="image/jpeg,image/png"
          onFile={setFile}
        />
      ) : (
        <Flex gap={20}>
          <Cropper url={picture.url} image={picture.image} box={box} onChange={setBox} />
          <Flex vertical gap={12} style={{ width: 180 }}>
            <CropPreview url={picture.url} image={picture.image} box={box} width={100} />
            <Typography.Text type="secondary" className="num">
              {Math.round(box.width)} × {Math.round(box.height)} 像素
            </Typography.Text>
            {isSharp(box) ? (
              <Alert type="success" title="清晰度足够" />
            ) : (
              <Alert type="warning" title="低于 295×413 像素，印出来会模糊" />
            )}
            <Typography.Text type="secondary">拖动框或右下角调整；也可用方向键和加减号。</Typography.Text>
            <Button onClick={() => setFile(null)}>换一张</Button>
          </Flex>
        </Flex>
      )}
    </Modal>
  )
}
