/** @file Requests on their way to the core, each waiting for the answer with its number. */
import type { Result } from '../../shared/contract/envelope'

export interface PendingRequests {
  /** @returns the number to send with the request, and its answer. */
  open(): { readonly id: number; readonly answer: Promise<Result> }
  settle(id: number, result: Result): void
  /** The core is gone: everything still open gets this answer. */
  settleAll(result: Result): void
}

export function createPendingRequests(): PendingRequests {
  const open = new Map<number, (result: Result) => void>()
  let nextId = 0
  return {
    open() {
      const id = nextId++
      return { id, answer: new Promise((resolve) => open.set(id, resolve)) }
    },
    settle(id, result) {
      open.get(id)?.(result)
      open.delete(id)
    },
    settleAll(result) {
      for (const resolve of open.values()) resolve(result)
      open.clear()
    },
  }
}
