/** Builds Fettle when its sources are not the ones that `out/` was built from. */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inRoot, ROOT } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { runQuietly, withProgress } from './runChild.mjs'

const STAMP = inRoot('out', '.built-from')
/** Built here and then moved, so that a Fettle that runs meanwhile never sees half a build. */
const NEXT = inRoot('out', '.next')
const PARTS = ['main', 'preload', 'renderer']
const FILES = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json']

/** @returns {Promise<void>} ends the program with the builder's own words when it fails */
export async function ensureBuilt() {
  const sources = fingerprint()
  if (isBuiltFrom(sources)) return
  const builder = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await withProgress('Building Fettle …', () =>
    runQuietly(requireProjectNode(), [builder, 'build', '--logLevel', 'warn', '--outDir', NEXT]),
  )
  if (code !== 0) {
    console.error(output.trim())
    console.error('Building failed.')
    process.exit(1)
  }
  moveIntoPlace()
  writeFileSync(STAMP, sources)
}

function moveIntoPlace() {
  mkdirSync(inRoot('out'), { recursive: true })
  for (const part of PARTS) {
    rmSync(inRoot('out', part), { recursive: true, force: true })
    renameSync(join(NEXT, part), inRoot('out', part))
  }
  rmSync(NEXT, { recursive: true, force: true })
}

function isBuiltFrom(sources) {
  if (!PARTS.every((part) => existsSync(inRoot('out', part)))) return false
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources
}

/** Names, sizes and times of all sources: a few hundred looks, no reading. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of FILES) note(hash, file)
  for (const file of readdirSync(inRoot('src'), { recursive: true }).sort()) {
    if (!file.endsWith('.test.ts')) note(hash, join('src', file))
  }
  return hash.digest('hex')
}

function note(hash, file) {
  const { size, mtimeMs, isFile } = describe(file)
  if (isFile) hash.update(`${file}\n${size}\n${mtimeMs}\n`)
}

function describe(file) {
  const status = statSync(join(ROOT, file))
  return { size: status.size, mtimeMs: status.mtimeMs, isFile: status.isFile() }
}
