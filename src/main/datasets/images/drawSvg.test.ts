import { describe, expect, it } from 'vitest'
import { drawSvg } from './drawSvg'
import { loadSharp } from './files/sharpLibrary'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#0f6fb5"/></svg>'

describe('drawSvg', () => {
  it('makes a picture of twice the size', async () => {
    const sharp = await loadSharp()
    const { width, height, format } = await sharp(await drawSvg(SVG)).metadata()
    expect({ width, height, format }).toEqual({ width: 80, height: 60, format: 'png' })
  })

  it('leaves drawings of others unread', async () => {
    const sharp = await loadSharp()
    await drawSvg(SVG)
    await expect(sharp(Buffer.from(SVG)).metadata()).rejects.toThrow()
  })

  it('refuses what is no drawing', async () => {
    await expect(drawSvg('<svg')).rejects.toMatchObject({ code: 'file/unreadable' })
  })
})
