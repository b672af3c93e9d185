import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is not heard; null: it is. */
export type Refusal = 'host' | 'origin' | 'token' | null

/**
 * Only programs of this machine that know the token: a page from elsewhere in the user's browser does not know it, and neither the name
 * under which it would reach this port (DNS rebinding) nor its origin are taken.
 */
export function refuse(request: IncomingMessage, { port, token }: { port: number; token: string }): Refusal {
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${String(port)}`)
  const { host = '', origin, authorization = '' } = request.headers
  if (!own.includes(host)) return 'host'
  if (origin !== undefined && !own.some((name) => origin === `http://${name}`)) return 'origin'
  const given = authorization.startsWith('Bearer ')
    ? authorization.slice('Bearer '.length)
    : (new URL(request.url ?? '/', 'http://local').searchParams.get('token') ?? '')
  return isSame(given, token) ? null : 'token'
}

function isSame(given: string, token: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(token)]
  return left.length === right.length && timingSafeEqual(left, right)
}
