/** Builds Fettle when its sources are not the ones that `out/` was built from. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, ROOT } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { runQuietly, withProgress } from './runChild.mjs'

const STAMP = inRoot('out', '.built-from')
const FILES = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json']

/** @returns {Promise<void>} ends the program with the builder's own words when it fails */
export async function ensureBuilt() {
  const sources = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return
  const builder = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await withProgress('Building Fettle …', () =>
    runQuietly(requireProjectNode(), [builder, 'build', '--logLevel', 'warn']),
  )
  if (code !== 0) {
    console.error(output.trim())
    console.error('Building failed.')
    process.exit(1)
  }
  writeFileSync(STAMP, sources)
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
