import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PredictField } from '../../../shared/domain/prediction'
import { AppError, toAppError } from '../../../shared/errors/appError'
import type { RawRow } from '../../training'
import { refuse } from './access'
import { createBatcher, type BatchOptions } from './batcher'
import { writePredictPage } from './predictPage'
import { readBody, readRows } from './readRows'

/** What is answered to one row. */
export type RowAnswer =
  | {
      readonly value: string | number
      readonly probabilities?: Readonly<Record<string, number>>
      /** What the row is called in the log, where it is kept: labels name it so. */
      readonly row?: number
    }
  | { readonly error: { readonly code: string; readonly column: string | null } }

export interface ServedModel {
  readonly name: string
  readonly target: string
  readonly fields: readonly PredictField[]
  answer(rows: readonly RawRow[]): Promise<RowAnswer[]>
}

export interface ModelServer {
  readonly port: number
  readonly token: string
  /** With the token, for a browser. */
  readonly address: string
  /** Requests answered so far, and rows. */
  counts(): { readonly requests: number; readonly rows: number }
  close(): Promise<void>
}

export interface ServerOptions extends BatchOptions {
  /** 0: any that is free */
  readonly port: number
}

/** HTTP statuses of errors that a caller can act on. */
const STATUS: Readonly<Record<string, number>> = {
  'serving/bad-body': 400,
  'serving/too-large': 413,
  'serving/too-many-rows': 413,
  'serving/unknown-kind': 415,
  'serving/busy': 503,
  'predict/not-a-number': 422,
  'predict/not-a-picture': 422,
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const

function columnsOf(fields: readonly PredictField[]): Set<string> {
  return new Set(
    fields.flatMap((field) => [field.column, ...(field.kind === 'windows' ? field.columns : [])]),
  )
}

/** Columns that the model does not read: a slip of the pen would else pass for a missing cell. */
function findIgnored(rows: readonly RawRow[], known: ReadonlySet<string>): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !known.has(name))
}

/** Answers on the loopback address only. @throws {serving/port-taken} */
export async function startModelServer(model: ServedModel, options: ServerOptions): Promise<ModelServer> {
  const token = randomBytes(24).toString('base64url')
  const batcher = createBatcher<RawRow, RowAnswer>((rows) => model.answer(rows), options)
  const known = columnsOf(model.fields)
  const counts = { requests: 0, rows: 0 }
  const predict = async (request: IncomingMessage): Promise<object> => {
    const body = await readBody(request)
    const rows = readRows(request.headers['content-type'] ?? '', body, model.fields)
    counts.requests += 1
    counts.rows += rows.length
    const predictions = rows.length === 0 ? [] : await batcher.ask(rows)
    const ignored = findIgnored(rows, known)
    return ignored.length === 0 ? { predictions } : { predictions, ignored }
  }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://local').pathname
    const refusal = path === '/health' ? null : refuse(request, token)
    if (refusal !== null) {
      const status = refusal === 'token' ? 401 : 403
      return send(response, status, { error: { code: `serving/refused-${refusal}` } })
    }
    const route = `${request.method ?? ''} ${path}`
    if (route === 'GET /health') return send(response, 200, { status: 'ok' })
    if (route === 'GET /schema') return send(response, 200, describe(model))
    if (route === 'GET /') return sendPage(response, writePredictPage(model))
    if (route === 'POST /predict') return send(response, 200, await predict(request))
    const isKnown = ['/health', '/schema', '/', '/predict'].includes(path)
    return send(response, isKnown ? 405 : 404, {
      error: { code: isKnown ? 'serving/method' : 'serving/path' },
    })
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => sendError(response, toAppError(thrown)))
  })
  const port = await listen(server, options.port)
  const address = `http://127.0.0.1:${String(port)}/?token=${token}`
  return {
    port,
    token,
    address,
    counts: () => ({ ...counts }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new AppError('serving/port-taken', { port })))
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function describe({ name, target, fields }: ServedModel): object {
  return { name, target, fields }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

function sendPage(response: ServerResponse, page: string): void {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src blob: data:"
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  })
  response.end(page)
}

function sendError(response: ServerResponse, { code, details, kind }: AppError): void {
  if (response.headersSent) return void response.destroy()
  const status = STATUS[code] ?? (kind === 'bug' ? 500 : 422)
  send(response, status, { error: { code, details: kind === 'bug' ? {} : details } })
}
