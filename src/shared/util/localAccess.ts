/** @file Who may ask a server of this machine: loopback names only, and nobody whose secret is another one. */

/** Names of this machine. A page of elsewhere that rebinds its own name to 127.0.0.1 sends that name, and is refused. */
const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost'])

/** Whether a `Host` header names this machine; the port may differ, since a tunnel may end at another one. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d{1,5}$/, '').toLowerCase())
}

/** Whether what asks is a page of this very host. @param origin undefined where no browser asks, or one that asks for a page */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return isLoopbackHost(host) && origin === `http://${host ?? ''}`
}

/** Compares to the end, so that the time taken says nothing of how much of a guess is right. */
export function isSameSecret(candidate: string, secret: string): boolean {
  let difference = candidate.length ^ secret.length
  for (let at = 0; at < candidate.length; at++) {
    difference |= candidate.charCodeAt(at) ^ secret.charCodeAt(at % Math.max(1, secret.length))
  }
  return difference === 0
}
