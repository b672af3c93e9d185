/** @file Fetches over HTTP as pip is set up to: its proxy, its certificates, its passwords. */
import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { rootCertificates } from 'node:tls'
import { AppError } from '../../../../shared/errors/appError'
import type { Passwords } from './netrc'
import { openTunnel, proxyFor, requestToProxy } from './proxy'

export interface HttpSettings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly proxy: string | null
  readonly trustedHosts: readonly string[]
  /** PEM; null: those that come with Node. */
  readonly certificates: string | null
  /** Host → `user:password`, of indexes that have one in their address. */
  readonly credentials: ReadonlyMap<string, string>
  /** For hosts of which no index says any. */
  readonly netrc: Passwords
}

export interface HttpWanted {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** After all redirections. */
  readonly url: string
  /** To be read or destroyed. */
  readonly body: IncomingMessage
}

const MAX_REDIRECTS = 10
/** Without a byte for so long a connection is dead. */
const SILENCE_MS = 30_000

/** @throws {engine/offline} where nobody answers @throws {app/cancelled} */
export async function httpGet(settings: HttpSettings, wanted: HttpWanted): Promise<HttpAnswer> {
  let url = wanted.url
  for (let turn = 0; turn <= MAX_REDIRECTS; turn++) {
    const body = await requestOnce(settings, { ...wanted, url })
    const status = body.statusCode ?? 0
    const next = status >= 300 && status < 400 ? body.headers.location : undefined
    if (next === undefined) return { status, headers: body.headers, url, body }
    body.destroy()
    const target = new URL(next, url)
    if (new URL(url).protocol === 'https:' && target.protocol !== 'https:') {
      throw offline(url, `it redirects to ${target.protocol}//`)
    }
    url = target.href
  }
  throw offline(url, 'too many redirections')
}

/** @returns the whole body as text; null where the answer is no success. @throws {engine/offline} */
export async function httpText(
  settings: HttpSettings,
  wanted: HttpWanted,
): Promise<{ readonly text: string; readonly contentType: string; readonly url: string } | null> {
  const { status, headers, body, url } = await httpGet(settings, wanted)
  if (status !== 200) {
    body.destroy()
    if (status >= 500 || isRefused(status)) throw failedAnswer(url, status)
    return null
  }
  try {
    const pieces: Buffer[] = []
    for await (const piece of body) pieces.push(piece as Buffer)
    const text = Buffer.concat(pieces).toString('utf8')
    return { text, contentType: headers['content-type'] ?? '', url }
  } catch (cause) {
    throw wanted.signal.aborted ? new AppError('app/cancelled') : offline(url, messageOf(cause))
  }
}

/** Where an answer is no success. */
export function failedAnswer(url: string, status: number): AppError {
  const { host } = new URL(url)
  return isRefused(status)
    ? new AppError('engine/no-access', { host, status })
    : offline(url, `HTTP ${String(status)}`)
}

function isRefused(status: number): boolean {
  return status === 401 || status === 403
}

export function offline(url: string, message: string): AppError {
  return new AppError('engine/offline', { host: new URL(url).host, message })
}

export function messageOf(thrown: unknown): string {
  if (thrown instanceof AggregateError) return messageOf(thrown.errors[0])
  return thrown instanceof Error ? thrown.message : String(thrown)
}

async function requestOnce(settings: HttpSettings, wanted: HttpWanted): Promise<IncomingMessage> {
  try {
    return await answerTo(await startRequest(settings, wanted))
  } catch (cause) {
    if (wanted.signal.aborted) throw new AppError('app/cancelled')
    throw cause instanceof AppError ? cause : offline(wanted.url, messageOf(cause))
  }
}

async function startRequest(settings: HttpSettings, wanted: HttpWanted): Promise<ClientRequest> {
  const { headers = {}, signal } = wanted
  const url = new URL(wanted.url)
  const own = credentialsFor(url, settings)
  const authorization = own === undefined ? {} : { authorization: basic(own) }
  const proxy = proxyFor(url, settings)
  const options = {
    headers: { 'user-agent': 'fettle', ...headers, ...authorization },
    signal,
    timeout: SILENCE_MS,
  }
  if (url.protocol === 'http:') {
    if (proxy === null) return requestPlain(bare(url), options)
    const ofProxy = proxy.username === '' ? {} : { 'proxy-authorization': basic(credentialsOf(proxy)) }
    const all = { ...options.headers, host: url.host, ...ofProxy }
    return requestToProxy(proxy, { ...options, path: bare(url), headers: all })
  }
  const isTrusted = settings.trustedHosts.includes(url.hostname) || settings.trustedHosts.includes(url.host)
  const trust = { ca: settings.certificates ?? [...rootCertificates], rejectUnauthorized: !isTrusted }
  if (proxy === null)
    return requestSecure(bare(url), {
      ...options,
      ...(settings.certificates === null && !isTrusted ? {} : trust),
    })
  const socket = await openTunnel({ proxy, target: url, trust, signal })
  return requestSecure(bare(url), { ...options, createConnection: () => socket, agent: false })
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
    request.on('timeout', () => request.destroy(new Error(`silent for ${String(SILENCE_MS / 1000)} s`)))
    request.end()
  })
}

/** Passwords go into a header, not onto the request line. */
function bare(url: URL): string {
  const copy = new URL(url)
  copy.username = ''
  copy.password = ''
  copy.hash = ''
  return copy.href
}

/** As pip has it: of the address, of an index on that host, of the .netrc, which may also know the password of a user who is named. */
function credentialsFor(url: URL, { credentials, netrc }: HttpSettings): string | undefined {
  const told = url.username === '' ? credentials.get(url.host) : credentialsOf(url)
  if (told !== undefined && !told.endsWith(':')) return told
  const kept = netrc.get(url.hostname) ?? netrc.get('')
  return kept !== undefined && (told === undefined || kept.startsWith(told)) ? kept : told
}

export function credentialsOf({ username, password }: URL): string {
  return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
}

export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`
}
