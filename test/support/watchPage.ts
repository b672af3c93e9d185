/** Hears what a page does behind the user’s back: errors, broken policies, requests to elsewhere. */
import type { Page } from 'playwright-core'

export interface PageWatch {
  /** Errors and warnings of the console, uncaught exceptions, and what the content policy refused. */
  readonly complaints: readonly string[]
  /** Addresses asked for that are not the server's own. */
  readonly foreign: readonly string[]
}

/** Starts listening; what came before is not heard. */
export function watchPage(page: Page): PageWatch {
  const complaints: string[] = []
  const foreign: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('request', (request) => {
    if (!isOwn(request.url())) foreign.push(request.url())
  })
  page.on('websocket', (socket) => {
    if (!isOwn(socket.url())) foreign.push(socket.url())
  })
  return { complaints, foreign }
}

function isOwn(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'data:' || protocol === 'blob:' || hostname === '127.0.0.1'
}
