/** @file What both hosts tell the browser engine: the content policy, media types, and which path means which file. */

/**
 * Everything comes from the app itself. Only style attributes may be inline: the chart library sets them for tooltips.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src-elem 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer that carries the app, whichever host gives it. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

/** @returns the media type by file name; unknown endings are mere bytes. */
export function findMediaType(fileName: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return MEDIA_TYPES[ending] ?? 'application/octet-stream'
}

/** One name of a folder or file as a build writes it: no leading dot, no separator, nothing that a shell or OS reads. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/

/**
 * The file below the renderer's folder that a URL's path names, as its segments; `/` is the page itself.
 * @returns null for what can be no file of ours: `..` in any spelling, encoded separators, odd characters.
 */
export function toAssetSegments(pathname: string): readonly string[] | null {
  const path = decodePath(pathname)
  if (path === null || !path.startsWith('/')) return null
  if (path === '/') return ['index.html']
  const segments = path.slice(1).split('/')
  return segments.every((segment) => SEGMENT.test(segment)) ? segments : null
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
