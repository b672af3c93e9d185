import type { IncomingMessage } from 'node:http'
import { isLoopbackHost, isOwnOrigin, isSameSecret } from '../../../shared/util/localAccess'

/** Why a request is not heard; null: it is. */
export type Refusal = 'host' | 'origin' | 'token' | null

/**
 * Only programs of this machine that know the token: a page from elsewhere in the user's browser does not know it, and neither the name
 * under which it would reach this port (DNS rebinding) nor its origin are taken.
 */
export function refuse({ headers, url }: Pick<IncomingMessage, 'headers' | 'url'>, token: string): Refusal {
  const { host, origin, authorization = '' } = headers
  if (!isLoopbackHost(host)) return 'host'
  if (origin !== undefined && !isOwnOrigin(origin, host)) return 'origin'
  const given = authorization.startsWith('Bearer ')
    ? authorization.slice('Bearer '.length)
    : (new URL(url ?? '/', 'http://local').searchParams.get('token') ?? '')
  return isSameSecret(given, token) ? null : 'token'
}
