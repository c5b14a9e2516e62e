/// <reference path="./libheif.d.ts" />
/** HEIC, as iPhones photograph: decoded by libheif (LGPL, a file of its own that can be replaced). */
export async function heicPixels(bytes: Uint8Array, most: number) {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const [image] = new libheif.HeifDecoder().decode(bytes)
  if (!image) throw new Error('HEIC 图像已损坏')
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > most) throw new Error('图像过大，不能查看')
  const data = new Uint8ClampedArray(width * height * 4)
  await new Promise<void>((resolve, reject) => {
    image.display({ data, width, height }, result => (result ? resolve() : reject(new Error('HEIC 图像已损坏'))))
  })
  return { data: new Uint8Array(data.buffer), width, height }
}
