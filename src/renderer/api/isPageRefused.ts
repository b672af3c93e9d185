/**
 * Whether the browser host, which is there, wants its key again: it makes a new one whenever it starts. What a refused
 * WebSocket was refused for, a page cannot see; the answer to a request it can.
 */
export async function isPageRefused(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status === 401
  } catch {
    return false
  }
}
