/** @file Downloads a file: goes on where it was cut off, and checks what came. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../../shared/errors/appError'
import { failedAnswer, type HttpAnswer, httpGet, type HttpSettings } from './httpGet'
import type { IndexFile } from './simpleIndex'

export interface DownloadTools {
  /** For what is on its way. */
  readonly folder: string
  readonly http: HttpSettings
  readonly signal: AbortSignal
  /** Bytes of the file that are here, of how many; null where nobody says. */
  readonly onBytes: (received: number, total: number | null) => void
  /** @default 500 */
  readonly pauseMs?: number
}

const ATTEMPTS = 4

/**
 * @returns where the file lies; one on this machine stays where it is.
 * @throws {engine/cut-off} with what has come kept @throws {engine/wrong-checksum} with nothing kept
 * @throws {engine/offline} @throws {app/cancelled}
 */
export async function downloadWheel(file: IndexFile, tools: DownloadTools): Promise<string> {
  if (file.url.startsWith('file:')) return fileURLToPath(file.url)
  const path = join(
    tools.folder,
    `${file.sha256 ?? createHash('sha256').update(file.url).digest('hex')}.part`,
  )
  await fetchAll(file, path, tools)
  if (file.sha256 !== null && (await sha256Of(path, tools.signal)) !== file.sha256) {
    await rm(path, { force: true })
    throw new AppError('engine/wrong-checksum', { name: file.name })
  }
  return path
}

/** A connection that breaks is tried again, as long as it brings something. */
async function fetchAll(file: IndexFile, path: string, tools: DownloadTools): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await sizeOf(path)
    if (await fetchRest(file, path, tools)) return
    if ((await sizeOf(path)) > before) attempt = 1
    await wait((tools.pauseMs ?? 500) * attempt)
    if (tools.signal.aborted) throw new AppError('app/cancelled')
  }
  throw new AppError('engine/cut-off', { name: file.name })
}

/** @returns whether the file is whole now. */
async function fetchRest(file: IndexFile, path: string, tools: DownloadTools): Promise<boolean> {
  const { http, signal } = tools
  const here = await sizeOf(path)
  if (here > 0 && here === file.sizeBytes) return true
  const headers = here > 0 ? { range: `bytes=${String(here)}-` } : undefined
  const answer = await httpGet(http, { url: file.url, signal, ...(headers ? { headers } : {}) })
  const { start, total } = whereIn(answer)
  if (answer.status === 416 || (answer.status === 206 && start !== here)) {
    answer.body.destroy()
    await rm(path, { force: true })
    return false
  }
  if (answer.status !== 200 && answer.status !== 206) {
    answer.body.destroy()
    throw failedAnswer(answer.url, answer.status)
  }
  const from = answer.status === 206 ? here : 0
  const size = total ?? file.sizeBytes
  const isUnbroken = await writeBody(answer, path, { from, size, ...tools })
  return isUnbroken && (size === null || (await sizeOf(path)) === size)
}

/** Where in the file an answer begins, and how large the file is. */
function whereIn({ status, headers }: HttpAnswer): { start: number; total: number | null } {
  if (status === 206) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
    return { start: Number(start ?? -1), total: total === undefined ? null : Number(total) }
  }
  const length = headers['content-length']
  return { start: 0, total: length === undefined ? null : Number(length) }
}

interface Writing extends DownloadTools {
  readonly from: number
  readonly size: number | null
}

/** @returns whether the connection held. @throws {app/cancelled}, and what the disk has against it */
async function writeBody({ body }: HttpAnswer, path: string, writing: Writing): Promise<boolean> {
  const { from, size, signal, onBytes } = writing
  let received = from
  const counting = new Transform({
    transform(piece: Buffer, _encoding, done) {
      received += piece.length
      onBytes(received, size)
      done(null, piece)
    },
  })
  try {
    await pipeline(body, counting, createWriteStream(path, { flags: from > 0 ? 'a' : 'w' }), { signal })
    return true
  } catch (thrown) {
    if (signal.aborted) throw new AppError('app/cancelled')
    // Connections break with a code of their own; what the disk says names the call that failed.
    if (thrown instanceof Error && 'path' in thrown) throw thrown
    if (thrown instanceof Error && 'syscall' in thrown && thrown.syscall === 'write' && isOfDisk(thrown))
      throw thrown
    return false
  }
}

function isOfDisk(thrown: Error): boolean {
  return 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EIO' || thrown.code === 'EDQUOT')
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  return found?.size ?? 0
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash, { signal })
  } catch (thrown) {
    throw signal.aborted ? new AppError('app/cancelled') : thrown
  }
  return hash.digest('hex')
}
