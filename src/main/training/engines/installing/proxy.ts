/** @file The way through a proxy. */
import { type ClientRequest, request, type RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIPv4 } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { AppError } from '../../../../shared/errors/appError'

export interface ProxySettings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of pip itself; it counts more than those of the system. */
  readonly proxy: string | null
}

/** @returns null where the way is direct. @throws {engine/offline} for a proxy of a kind that is not spoken here */
export function proxyFor(url: URL, { env, proxy }: ProxySettings): URL | null {
  if (proxy === null && isExempt(url, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return null
  const ofSystem = [...namesFor(url, env), 'all_proxy', 'ALL_PROXY'].map((name) => env[name]).find(Boolean)
  const found = proxy ?? ofSystem
  if (found === undefined || found === '') return null
  const way = URL.parse(found.includes('://') ? found : `http://${found}`)
  if (way !== null && !PROTOCOLS.includes(way.protocol)) {
    throw new AppError('engine/offline', {
      host: way.host,
      message: `a proxy by ${way.protocol}// is not supported`,
    })
  }
  return way
}

const PROTOCOLS = ['http:', 'https:']

/** Who answers a web request is told its `Proxy:` header as HTTP_PROXY, which may come from anybody. */
function namesFor({ protocol }: URL, env: ProxySettings['env']): string[] {
  if (protocol === 'https:') return ['https_proxy', 'HTTPS_PROXY']
  return env['REQUEST_METHOD'] === undefined ? ['http_proxy', 'HTTP_PROXY'] : ['http_proxy']
}

/** Hosts with what is under them, hosts with a port, and networks such as 10.0.0.0/8. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const itsPort = port || (protocol === 'https:' ? '443' : '80')
  const name = hostname.replace(/^\[(.*)\]$/, '$1')
  return list
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '')
    .some((one) => {
      if (one === '*' || one === name) return true
      if (one.includes('/')) return isInNetwork(name, one)
      const [host = '', wantedPort] = one.replace(/^\*?\./, '').split(':')
      if (wantedPort !== undefined && wantedPort !== itsPort) return false
      return name === host || name.endsWith(`.${host}`)
    })
}

function isInNetwork(name: string, network: string): boolean {
  const [address = '', length = ''] = network.split('/')
  const isNetwork = isIPv4(address) && /^\d+$/.test(length) && Number(length) <= 32
  if (!isIPv4(name) || !isNetwork) return false
  const inside = new BlockList()
  inside.addSubnet(address, Number(length))
  return inside.check(name)
}

/** Asks a proxy itself, by TLS where it is one of that kind. */
export function requestToProxy({ hostname, port, protocol }: URL, options: RequestOptions): ClientRequest {
  const isSecure = protocol === 'https:'
  const all = { host: hostname, port: port || (isSecure ? 443 : 80), ...options }
  return isSecure ? requestSecure(all) : request(all)
}

/** A proxy that does not answer by then never will. */
const SILENCE_MS = 30_000

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
    const asking = requestToProxy(proxy, {
      ...{ method: 'CONNECT', path: authority, headers, signal, timeout: SILENCE_MS },
    })
    asking.on('error', reject)
    asking.on('timeout', () => asking.destroy(new Error('the proxy is silent')))
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
