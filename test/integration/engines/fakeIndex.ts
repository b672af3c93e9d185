/** @file A package index on this machine, with small wheels made for a test. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { ZipFile } from 'yazl'

export type WheelContents = Readonly<Record<string, string | Buffer>>

/** A wheel as its bytes; with a RECORD that is true unless one is given. */
export async function makeWheel(contents: WheelContents): Promise<Buffer> {
  const zip = new ZipFile()
  const record = Object.entries(contents).map(([name, text]) => {
    const sum = createHash('sha256').update(text).digest('base64url')
    return `${name},sha256=${sum},${String(Buffer.byteLength(text))}`
  })
  const all: WheelContents = { 'made-1.dist-info/RECORD': record.join('\n'), ...contents }
  for (const [name, text] of Object.entries(all)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** What the first bytes of a library for 64-bit Linux on x86 say, and some more of them. */
export function makeLibrary(size = 50_000): Buffer {
  const bytes = Buffer.alloc(size, 7)
  bytes.writeUInt32BE(0x7f45_4c46, 0)
  bytes.writeUInt16LE(process.arch === 'arm64' ? 0xb7 : 0x3e, 18)
  return bytes
}

export interface FakeIndex {
  /** Of the index, as PIP_INDEX_URL has it. */
  readonly url: string
  /** What was asked, `GET /path` with the range where one was wanted. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export interface FakeIndexOptions {
  readonly wheels: Readonly<Record<string, Buffer>>
  /** @default 'json' */
  readonly page?: 'json' | 'html'
  /** Of a wheel, what the index says: the truth unless it is given. */
  readonly sha256?: Readonly<Record<string, string>>
  readonly yanked?: readonly string[]
  /** METADATA that lie beside wheels. */
  readonly metadata?: Readonly<Record<string, string>>
  /** After so many bytes the connection breaks, so many times. */
  readonly breaks?: { readonly after: number; readonly times: number }
  /** Whether ranges are served. @default true */
  readonly hasRanges?: boolean
  /** After so many bytes nothing more comes. */
  readonly stallsAfter?: number
  /** `user:password`, without which nobody is let in. */
  readonly password?: string
}

export async function startFakeIndex(options: FakeIndexOptions): Promise<FakeIndex> {
  const asked: string[] = []
  let broken = 0
  const server = createServer((request, response) => {
    const { url = '', headers } = request
    asked.push(`GET ${url} ${headers.range ?? ''}`.trim())
    const wanted =
      options.password === undefined ? undefined : Buffer.from(options.password).toString('base64')
    if (wanted !== undefined && headers.authorization !== `Basic ${wanted}`) {
      response.writeHead(401).end()
      return
    }
    const [, place = '', name = ''] = url.split('/')
    if (place === 'simple') servePage(name, options, response)
    else if (name.endsWith('.metadata')) response.end(options.metadata?.[name.replace('.metadata', '')])
    else serveFile(name, request, response)
  })
  const serveFile = (name: string, request: IncomingMessage, response: ServerResponse): void => {
    const wheel = options.wheels[name]
    if (wheel === undefined) {
      response.writeHead(404).end()
      return
    }
    const breaksNow = broken < (options.breaks?.times ?? 0)
    if (breaksNow) broken++
    const end = breaksNow ? options.breaks?.after : options.stallsAfter
    serve(wheel, { request, response, hasRanges: options.hasRanges ?? true, end, breaksNow })
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}/simple`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

interface Serving {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly hasRanges: boolean
  /** After so many bytes there is no more. */
  readonly end: number | undefined
  readonly breaksNow: boolean
}

function serve(wheel: Buffer, { request, response, hasRanges, end, breaksNow }: Serving): void {
  const from = hasRanges ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
  const range = `bytes ${String(from)}-${String(wheel.length - 1)}/${String(wheel.length)}`
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': wheel.length - from,
    ...(from > 0 ? { 'content-range': range } : {}),
  })
  if (end === undefined) response.end(wheel.subarray(from))
  else
    response.write(
      wheel.subarray(from, from + end),
      () => breaksNow && setTimeout(() => response.destroy(), 20),
    )
}

function servePage(project: string, options: FakeIndexOptions, response: ServerResponse): void {
  const { wheels, page = 'json', yanked = [] } = options
  const files = Object.entries(wheels).filter(([name]) => name.startsWith(`${project.replaceAll('-', '_')}-`))
  if (files.length === 0) {
    response.writeHead(404).end()
    return
  }
  const sumOf = (name: string, bytes: Buffer): string =>
    options.sha256?.[name] ?? createHash('sha256').update(bytes).digest('hex')
  if (page === 'json') {
    const listed = files.map(([name, bytes]) => ({
      ...{ filename: name, url: `/files/${name}`, size: bytes.length },
      ...{ hashes: { sha256: sumOf(name, bytes) }, yanked: yanked.includes(name) ? 'broken' : false },
      'core-metadata': options.metadata?.[name] !== undefined,
    }))
    response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' })
    response.end(JSON.stringify({ meta: { 'api-version': '1.0' }, files: listed }))
    return
  }
  const links = files.map(([name, bytes]) => {
    const withdrawn = yanked.includes(name) ? ' data-yanked="broken"' : ''
    return `<a href="../../files/${name}#sha256=${sumOf(name, bytes)}"${withdrawn} data-requires-python="&gt;=3.9">${name}</a><br/>`
  })
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`)
}
