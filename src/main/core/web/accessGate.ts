/** @file Who may talk to the browser host: who has a secret that only this machine's user was shown. */
import { randomBytes } from 'node:crypto'
import { isSameSecret } from '../../../shared/util/localAccess'

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
  const isGranted = (candidate: string): boolean =>
    isSameSecret(candidate, token) || tickets.delete(candidate)
  return {
    token,
    issueTicket() {
      const ticket = createSecret()
      tickets.add(ticket)
      return ticket
    },
    redeem: (candidate) =>
      isGranted(candidate) ? `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` : null,
    hasCookie: (header) => isSameSecret(readCookie(header ?? '', cookieName) ?? '', session),
  }
}

function createSecret(): string {
  return randomBytes(32).toString('base64url')
}

function readCookie(header: string, name: string): string | undefined {
  const entry = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return entry?.trim().slice(name.length + 1)
}
