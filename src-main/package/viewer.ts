/** 打开.html: one file that shows and verifies a package by double click, without any request to a network. */
import { onePage } from './onePage.ts'
import type { ViewerIndex } from './viewerIndex.ts'
// Built from src-viewer by `node src-viewer/build.ts`; a test compares it with its sources.
import parts from './viewerParts.json' with { type: 'json' }

/** The page; beside its own script and style sheet it shows pictures and films from the disk. */
export const viewerHtml = (index: ViewerIndex): string =>
  onePage({
    title: index.title,
    parts,
    policy: ['img-src file:', 'media-src file:'],
    noscript:
      '本页需要浏览器允许脚本运行。也可以直接打开 data 文件夹查看材料，用 sha256sum -c manifest-sha256.txt 校验。',
    data: index,
  })
