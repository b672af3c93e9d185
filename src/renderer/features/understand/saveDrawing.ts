import { AppError } from '@shared/errors/appError'

/** Offers something made in the window to keep. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName.replaceAll(/[<>:"/\\|?*]+/g, '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const SCALE = 2
/** No canvas may be larger on any side. */
const MOST_PIXELS = 12_000

/** A drawing as a picture of twice its size. @throws {bug/unexpected} where the browser cannot draw it */
export async function toPng(
  svg: string,
  size: { readonly width: number; readonly height: number },
): Promise<Blob> {
  const scale = Math.min(SCALE, MOST_PIXELS / size.width, MOST_PIXELS / size.height)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(size.width * scale)
  canvas.height = Math.ceil(size.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (blob === null) throw new AppError('bug/unexpected', { message: 'the drawing became no picture' })
  return blob
}
