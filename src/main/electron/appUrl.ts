/** @file The app's own address: `app://local/`. */

export const SCHEME = 'app'
const HOST = 'local'
export const APP_ADDRESS = `${SCHEME}://${HOST}/`

/** Whether a URL is the app's own. Node gives schemes of one's own no origin, so scheme and host are compared. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url)
    return scheme === `${SCHEME}:` && host === HOST
  } catch {
    return false
  }
}
