import { describe, expect, it } from 'vitest'
import { toDownload } from './download'

const nameOf = (stem: string) => toDownload('x', { stem, suffix: '.onnx', mediaType: 'text/plain' }).fileName

describe('toDownload', () => {
  it('keeps a plain name and carries the bytes', () => {
    const download = toDownload('abc', { stem: 'Iris 数据', suffix: '.csv', mediaType: 'text/csv' })
    expect(download).toEqual({ fileName: 'Iris 数据.csv', mediaType: 'text/csv', base64: 'YWJj' })
  })

  it('takes out what some operating system refuses', () => {
    expect(nameOf('../../etc/passwd')).toBe('etc-passwd.onnx')
    expect(nameOf('a:b*c?')).toBe('a-b-c.onnx')
    expect(nameOf('con')).toBe('fettle con.onnx')
    expect(nameOf('...')).toBe('fettle.onnx')
  })
})
