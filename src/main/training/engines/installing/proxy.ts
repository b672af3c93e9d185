/** @file The way through a proxy. */
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { AppError } from '../../../../shared/errors/appError'

export interface ProxySettings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of pip itself; it counts more than those of the system. */
  readonly proxy: string | null
}

/** @returns null where the way is direct. */
export function proxyFor(url: URL, { env, proxy }: ProxySettings): URL | null {
  if (proxy === null && isExempt(url, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return null
  const scheme = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy']
  const ofSystem = [...scheme, 'all_proxy', 'ALL_PROXY'].map((name) => env[name]).find(Boolean)
  const found = proxy ?? ofSystem
  if (found === undefined || found === '') return null
  return URL.parse(found.includes('://') ? found : `http://${found}`)
}

function isExempt({ hostname, port }: URL, list: string): boolean {
  return list
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '')
    .some((one) => {
      const [host = '', itsPort] = one.replace(/^\*?\./, '').split(':')
      if (itsPort !== undefined && itsPort !== port) return false
      return one === '*' || hostname === host || hostname.endsWith(`.${host}`)
    })
}

interface Tunnel {
  readonly proxy: URL
  readonly target: URL
  readonly trust: ConnectionOptions
  readonly signal: AbortSignal
}

/** A secure connection to the target through the proxy, which sees nothing of it. */
export function openTunnel({ proxy, target, trust, signal }: Tunnel): Promise<TLSSocket> {
  const authority = `${target.hostname}:${target.port || '443'}`
  const password = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  const headers =
    proxy.username === ''
      ? { host: authority }
      : { host: authority, 'proxy-authorization': `Basic ${Buffer.from(password).toString('base64')}` }
  return new Promise((resolve, reject) => {
    const asking = request({
      ...{ host: proxy.hostname, port: proxy.port || 80, method: 'CONNECT', path: authority },
      ...{ headers, signal },
    })
    asking.on('error', reject)
    asking.on('connect', ({ statusCode }, socket: Duplex) => {
      if (statusCode !== 200) {
        socket.destroy()
        reject(refused(proxy, statusCode))
        return
      }
      const secure = connect({ ...trust, socket, servername: target.hostname }, () => resolve(secure))
      secure.on('error', reject)
    })
    asking.end()
  })
}

function refused(proxy: URL, status = 0): AppError {
  return new AppError('engine/offline', { host: proxy.host, message: `the proxy answers ${String(status)}` })
}
