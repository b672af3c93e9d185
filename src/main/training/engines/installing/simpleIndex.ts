/** @file A page of a package index: JSON (PEP 691) or HTML (PEP 503). */
import * as v from 'valibot'

/** A file that an index offers. */
export interface IndexFile {
  readonly name: string
  /** Absolute. */
  readonly url: string
  /** Hex; null where the index does not say. */
  readonly sha256: string | null
  readonly sizeBytes: number | null
  /** Withdrawn by who made it. */
  readonly isYanked: boolean
  /** Whether its METADATA lies beside it, at its address with `.metadata` behind (PEP 658). */
  readonly hasMetadata: boolean
}

const JsonPage = v.object({
  files: v.array(
    v.object({
      filename: v.string(),
      url: v.string(),
      hashes: v.optional(v.record(v.string(), v.string()), {}),
      size: v.optional(v.nullable(v.number())),
      yanked: v.optional(v.union([v.boolean(), v.string()]), false),
      'core-metadata': v.optional(v.unknown(), false),
    }),
  ),
})

/** In the order of preference. */
export const ACCEPTED =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1'

/** @param url of the page, after all redirections: links may be relative to it. @returns [] for what cannot be read */
export function readIndexPage(body: string, contentType: string, url: string): IndexFile[] {
  return /\+json|application\/json/.test(contentType) ? readJson(body, url) : readHtml(body, url)
}

function readJson(body: string, url: string): IndexFile[] {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), JsonPage), body)
  if (!read.success) return []
  return read.output.files.flatMap(({ filename, hashes, size, yanked, ...file }) => {
    const target = absolute(file.url, url)
    if (target === null) return []
    const sha256 = hashes['sha256']?.toLowerCase() ?? null
    const told = { isYanked: yanked !== false, hasMetadata: Boolean(file['core-metadata']) }
    return [{ name: filename, url: target, sha256, sizeBytes: size ?? null, ...told }]
  })
}

function readHtml(body: string, url: string): IndexFile[] {
  const base = attributeOf(/<base\b[^>]*>/i.exec(body)?.[0] ?? '', 'href')
  const from = (base === null ? null : absolute(base, url)) ?? url
  return [...body.matchAll(/<a\b[^>]*>/gi)].flatMap(([tag]) => {
    const target = absolute(attributeOf(tag, 'href') ?? '', from)
    if (target === null) return []
    const { hash, pathname } = new URL(target)
    return [
      {
        name: decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)),
        url: target.replace(/#.*$/s, ''),
        sha256: /(?:^#|&)sha256=([0-9a-f]{64})/i.exec(hash)?.[1]?.toLowerCase() ?? null,
        sizeBytes: null,
        isYanked: attributeOf(tag, 'data-yanked') !== null,
        hasMetadata: attributeOf(tag, 'data-core-metadata') !== null,
      },
    ]
  })
}

/** @returns null where the tag has no such attribute. */
function attributeOf(tag: string, name: string): string | null {
  const found = new RegExp(
    String.raw`\s${name}(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?(?=[\s>/])`,
    'i',
  ).exec(tag)
  if (found === null) return null
  const text = found[1] ?? found[2] ?? found[3] ?? ''
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function absolute(href: string, base: string): string | null {
  const url = href === '' ? null : URL.parse(href, base)
  return url !== null && ['http:', 'https:', 'file:'].includes(url.protocol) ? url.href : null
}
