/** @file Whether an IPC message comes from the app's own page, and not from a frame or page that found its way in. */
import { isAppUrl } from './appUrl'

/** What is looked at of Electron's `WebFrameMain`; identity counts, so both must be the objects Electron gives. */
export interface Frame {
  readonly url: string
}

/** @param sender null when the frame is gone already; @param mainFrame of the app's window, null without one. */
export function isTrustedSender(sender: Frame | null, mainFrame: Frame | null): boolean {
  return sender !== null && sender === mainFrame && isAppUrl(sender.url)
}
