import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { tarOf, zipOf } from '../testing/archives'
import { contentOf, isGzip } from './content'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('contentOf', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['picture', hex('89504e47 0d0a1a0a 0000000d 49484452')],
    ['picture', hex('ffd8ffe0 00104a46 49460001')],
    ['picture', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['picture', hex('424d 46000000 00000000 36000000 28000000 02000000 02000000 0100 1800')],
    ['parquet', Buffer.from('PAR1\u0015\u0000')],
    ['idxImages', hex('00000803 0000ea60 0000001c 0000001c 00')],
    ['idxLabels', hex('00000801 0000ea60 05')],
    ['json', Buffer.from('{"a": 1}\n{"a": 2}\n')],
    ['json', Buffer.from('\ufeff [\n  {"a": 1}]')],
    ['json', Buffer.from('[[1, 2], [3, 4]]')],
    ['json', iconv.encode('[{"a": "ä"}]', 'utf-16le', { addBOM: true })],
    ['text', Buffer.from('BMI,age\n22.5,40\n')],
    ['text', Buffer.from('[2024-01-01] started\n')],
    ['text', Buffer.from('{a},b\n1,2\n')],
    ['text', Buffer.from('<!doctype html>')],
    ['binary', Buffer.from('%PDF-1.7')],
    ['binary', hex('d0cf11e0 a1b11ae1')],
  ] as const)('takes for %s what begins so', (content, head) => {
    expect(contentOf(head)).toBe(content)
  })

  it('knows archives', async () => {
    expect(contentOf(await zipOf({ 'x.csv': 'x' }))).toBe('zip')
    expect(contentOf(await zipOf({}))).toBe('zip')
    expect(contentOf((await tarOf([{ name: 'x.csv', content: 'x' }])).subarray(0, 512))).toBe('tar')
    expect(isGzip(hex('1f8b08'))).toBe(true)
    expect(isGzip(Buffer.from('1f8b'))).toBe(false)
  })
})
