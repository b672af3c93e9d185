import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { writeTable } from '../../testing/temporaryFiles'
import { detectEncoding, isBinary } from './encoding'
import { decodeHead, INVALID_CHARACTER, readText } from './readText'

const chinese = '姓名,城市,年龄\n张伟,北京,30\n王芳,上海,25\n李娜,广州,41\n刘洋,深圳,37\n陈静,成都,29\n'
const japanese = '名前,都市,年齢\n山田太郎,東京,30\n佐藤花子,大阪,25\nすずき,なごや,41\nタナカ,サッポロ,37\n'
const german = 'Straße;Größe;Höhe\nMüllerstraße;12;3\nKönigsallee;7;4\nGänsemarkt;9;5\n'

describe('detectEncoding', () => {
  it.each([
    ['utf-8', Buffer.from(german)],
    ['utf-8', Buffer.from('plain,text\n1,2\n')],
    ['utf-8', Buffer.from(`\ufeff${german}`)],
    ['utf-16le', iconv.encode(german, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(german, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(german, 'utf-16le', { addBOM: false })],
    ['utf-16be', iconv.encode(german, 'utf-16be', { addBOM: false })],
    ['gbk', iconv.encode(chinese, 'gbk')],
    ['shift_jis', iconv.encode(japanese, 'shift_jis')],
    ['windows-1252', iconv.encode(german, 'windows-1252')],
  ] as const)('finds %s', (encoding, bytes) => {
    expect(detectEncoding(bytes)).toBe(encoding)
  })

  it('takes one broken line among many good ones for a broken line', () => {
    const good = Buffer.from('Müller,1\n'.repeat(50))
    expect(detectEncoding(Buffer.concat([good, Buffer.from([0x4d, 0xfc, 0x2c, 0x31, 10]), good]))).toBe(
      'utf-8',
    )
  })

  it('does not mind a sample that ends in the middle of a character', () => {
    expect(detectEncoding(Buffer.from('a,é').subarray(0, 3))).toBe('utf-8')
  })

  it('finds foreign words among many figures', () => {
    const figures = '1.5,2.5,3.5\n'.repeat(2000)
    expect(detectEncoding(iconv.encode(`${figures}${chinese}`, 'gbk'))).toBe('gbk')
  })
})

describe('isBinary', () => {
  it('knows pictures, archives and documents by their first bytes', () => {
    expect(isBinary(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe(true)
    expect(isBinary(Buffer.from('PK\u0003\u0004sheet'))).toBe(true)
    expect(isBinary(Buffer.from('%PDF-1.7'))).toBe(true)
  })

  it('knows control characters all over', () => {
    expect(isBinary(Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 37) % 256)))).toBe(true)
  })

  it('lets text through, also with a stray zero, also of two bytes a character', () => {
    expect(isBinary(Buffer.from('a,b\n1,\0\n2,3\n'))).toBe(false)
    expect(isBinary(iconv.encode(german, 'utf-16le', { addBOM: false }))).toBe(false)
  })
})

async function readAll(content: Uint8Array, encoding: Parameters<typeof readText>[1]): Promise<string> {
  let text = ''
  const { path, fileName: name } = writeTable(content)
  for await (const piece of readText({ path, name, isGzipped: false }, encoding)) text += piece
  return text
}

describe('readText', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'gbk'] as const)(
    'reads %s over the borders of its pieces',
    async (encoding) => {
      const text = '数据,一二三\n'.repeat(200_000)
      expect(await readAll(iconv.encode(text, encoding), encoding)).toBe(text)
    },
  )

  it('leaves out the byte order mark', async () => {
    expect(await readAll(Buffer.from('\ufeffa,b'), 'utf-8')).toBe('a,b')
    expect(await readAll(iconv.encode('a,b', 'utf-16le', { addBOM: true }), 'utf-16le')).toBe('a,b')
  })

  it('marks broken bytes but keeps a replacement character that the file itself holds', async () => {
    const bytes = Buffer.concat([Buffer.from('a,\ufffd\nb,'), Buffer.from([0xff]), Buffer.from('\nc,d')])
    expect(await readAll(bytes, 'utf-8')).toBe(`a,\ufffd\nb,${INVALID_CHARACTER}\nc,d`)
  })

  it('refuses a file that is not there', async () => {
    await expect(
      readText({ path: '/nowhere/x.csv', name: 'x.csv', isGzipped: false }, 'utf-8').next(),
    ).rejects.toMatchObject({
      code: 'file/unreadable',
      details: { name: 'x.csv' },
    })
  })
})

describe('decodeHead', () => {
  it('leaves a character out that the sample cuts in two', () => {
    expect(decodeHead(Buffer.from('a,é').subarray(0, 3), 'utf-8', false)).toBe('a,')
  })
})
