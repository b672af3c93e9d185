#!/usr/bin/env node
/** `npm run check`: format, lint, types and unit tests, in two lanes side by side. */
import './lib/refuseOldNode.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { runQuietly } from './lib/runChild.mjs'

await ensureInstalled()
/** Lint is one long thread; the others fit beside it. */
const LANES = [
  ['format:check', 'lint'],
  ['typecheck', 'test:unit'],
]

const failed = (await Promise.all(LANES.map(runAll))).flat()
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`)
process.exit(failed.length > 0 ? 1 : 0)

/** @returns {Promise<string[]>} the scripts that failed, in order; what they said is printed */
async function runAll(scripts) {
  const failures = []
  for (const script of scripts) {
    const { code, output } = await runQuietly('npm', ['run', '-s', script], {
      shell: process.platform === 'win32',
    })
    if (output.trim() && (code !== 0 || script === 'test:unit')) console.log(output.trim())
    if (code !== 0) failures.push(script)
  }
  return failures
}
