/** @file Who may talk to the browser host: loopback names only, by a secret that only this machine's user was shown. */
import { randomBytes, timingSafeEqual } from 'node:crypto'

/** Names of this machine. A page of elsewhere that rebinds its own name to 127.0.0.1 sends that name, and is refused. */
const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost'])

export interface AccessGate {
  /** Stands in the printed address; good for as long as the server runs, so that a second browser can be used. */
  readonly token: string
  /** A token for one use: what goes on a browser's command line can be read by other users of the machine. */
  issueTicket(): string
  /** @returns the value for `Set-Cookie`, or null for a wrong token or a used ticket. */
  redeem(candidate: string): string | null
  hasCookie(cookieHeader: string | undefined): boolean
}

/** @param name of the cookie; cookies are shared by all ports of a host, so it should hold the port. */
export function createAccessGate(cookieName: string): AccessGate {
  const token = createSecret()
  const session = createSecret()
  const tickets = new Set<string>()
  const isGranted = (candidate: string): boolean => isEqual(candidate, token) || tickets.delete(candidate)
  return {
    token,
    issueTicket() {
      const ticket = createSecret()
      tickets.add(ticket)
      return ticket
    },
    redeem: (candidate) =>
      isGranted(candidate) ? `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` : null,
    hasCookie: (header) => isEqual(readCookie(header ?? '', cookieName) ?? '', session),
  }
}

/** Whether a `Host` header names this machine; the port may differ, since a tunnel may end at another one. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d{1,5}$/, '').toLowerCase())
}

/** Whether a WebSocket was opened by a page of this very host. Programs that send no Origin are no browsers, and refused. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return isLoopbackHost(host) && origin === `http://${host}`
}

function createSecret(): string {
  return randomBytes(32).toString('base64url')
}

function isEqual(candidate: string, secret: string): boolean {
  const left = Buffer.from(candidate)
  const right = Buffer.from(secret)
  return left.length === right.length && timingSafeEqual(left, right)
}

function readCookie(header: string, name: string): string | undefined {
  const entry = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return entry?.trim().slice(name.length + 1)
}
