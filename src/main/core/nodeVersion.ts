/** The store's native part was built for this version of Node-API; an older Node would crash without a word. */
const NEEDED_NAPI = 10

/** @returns a plain complaint where this Node is too old for Fettle, else null. */
export function explainOldNode(versions: {
  readonly node: string
  readonly napi?: string | undefined
}): string | null {
  if (Number(versions.napi ?? 0) >= NEEDED_NAPI) return null
  return `Fettle needs Node 22.14 or newer; this is Node ${versions.node}.`
}
