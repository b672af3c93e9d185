import { describe, expect, it } from 'vitest'
import { isLoopbackHost, isOwnOrigin, isSameSecret } from './localAccess'

describe('access to a server of this machine', () => {
  it.each([
    ['127.0.0.1:8080', true],
    ['LocalHost', true],
    ['evil.example:8080', false],
    ['127.0.0.1.evil.example', false],
    ['', false],
    [undefined, false],
  ])('takes %s for this machine: %s', (host, isOwn) => {
    expect(isLoopbackHost(host)).toBe(isOwn)
  })

  it('knows its own pages by name and port', () => {
    expect(isOwnOrigin('http://localhost:80', 'localhost:80')).toBe(true)
    expect(isOwnOrigin('http://localhost:81', 'localhost:80')).toBe(false)
    expect(isOwnOrigin('http://evil.example', 'evil.example')).toBe(false)
    expect(isOwnOrigin(undefined, 'localhost:80')).toBe(false)
  })

  it('takes the whole secret and nothing else', () => {
    expect(isSameSecret('abc', 'abc')).toBe(true)
    for (const guess of ['', 'ab', 'abd', 'abcabc', 'ABC', 'abc\0'])
      expect(isSameSecret(guess, 'abc')).toBe(false)
    expect(isSameSecret('', '')).toBe(true)
    expect(isSameSecret('a', '')).toBe(false)
  })
})
