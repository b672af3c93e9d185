#!/usr/bin/env node
/** `npm run check`: format, lint, types and unit tests. What does not need the other core's result runs beside it. */
import './lib/refuseOldNode.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { runQuietly } from './lib/runChild.mjs'

await ensureInstalled()
const lanes = [['format:check', 'lint'], ['typecheck'], ['test:unit']]
const [formatAndLint, types] = lanes
const failed = (await Promise.all([runAll(formatAndLint), runAll(types)])).flat()
failed.push(...(await runAll(lanes[2])))
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
