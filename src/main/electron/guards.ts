/** @file What no page may do, whatever it holds: leave the app, open windows, reach the network, ask for permissions. */
import { app, type Session, type WebContents } from 'electron'
import { isAppUrl } from './appUrl'

/** The only permission: writing plain text to the clipboard after a click, for "Copy details". */
const CLIPBOARD_WRITE = 'clipboard-sanitized-write'

/** Pages of the app, what they made themselves, and the developer tools of a build that has them. */
function isOwnRequest(url: string): boolean {
  if (isAppUrl(url) || url.startsWith('blob:app://') || url.startsWith('data:')) return true
  return !app.isPackaged && url.startsWith('devtools:')
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === CLIPBOARD_WRITE && isAppUrl(contents.getURL())),
  )
  session.setPermissionCheckHandler(
    (contents, permission) => permission === CLIPBOARD_WRITE && isAppUrl(contents?.getURL() ?? ''),
  )
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnRequest(url) }))
  session.on('will-download', (event, item) => {
    // Downloads are files that the page made; Electron asks the user where to put them.
    if (!item.getURL().startsWith('blob:app://')) event.preventDefault()
  })
}

/** Holds for every web contents that is ever made, ours or not. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_created, contents) => guardContents(contents))
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
