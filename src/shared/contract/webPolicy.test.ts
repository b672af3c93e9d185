import { describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY, findMediaType, toAssetSegments } from './webPolicy'

describe('toAssetSegments', () => {
  it('takes the root for the page and keeps the names of built files', () => {
    expect(toAssetSegments('/')).toEqual(['index.html'])
    expect(toAssetSegments('/assets/index-Bx_9.css')).toEqual(['assets', 'index-Bx_9.css'])
  })

  it.each([
    '/../secret',
    '/..%2fsecret',
    '/%2e%2e/secret',
    '/a/..',
    '/a//b',
    '/.env',
    '/a\\..\\b',
    '/%00',
    '/%',
    'x',
    '/C:/x',
  ])('refuses %s', (path) => {
    expect(toAssetSegments(path)).toBeNull()
  })
})

describe('findMediaType', () => {
  it('knows what a build puts out, and calls the rest bytes', () => {
    expect(findMediaType('index.html')).toBe('text/html; charset=utf-8')
    expect(findMediaType('a.JS')).toBe('text/javascript; charset=utf-8')
    expect(findMediaType('model.onnx')).toBe('application/octet-stream')
  })
})

describe('CONTENT_SECURITY_POLICY', () => {
  it('lets no script or style element in that is not the app’s own', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("script-src 'self';")
    expect(CONTENT_SECURITY_POLICY).toContain("style-src-elem 'self';")
    expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe-eval')
  })
})
