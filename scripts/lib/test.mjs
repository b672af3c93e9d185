/** `npm test`: every test of every kind; those that lack a browser, a display or an Electron skip and say so. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { runInForeground } from './runChild.mjs'
import { fetchTensorFlow } from './tensorFlow.mjs'
import { REPORT, summarizeTests } from './testSummary.mjs'

/** Stands beside a checkout on the machines where Fettle is developed. */
const ELECTRON_GETTER = inRoot('..', 'shared', 'tools', 'electron', 'get')

/** @param {string[]} argv passed on to vitest @returns {Promise<number>} the exit code */
export async function test(argv) {
  await ensureInstalled()
  await ensureBuilt()
  await fetchTensorFlow()
  mkdirSync(inRoot('out'), { recursive: true })
  rmSync(REPORT, { force: true })
  const vitest = [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
  ]
  const args = [...vitest, `--outputFile.json=${REPORT}`, ...argv]
  const [program, ...before] = withDisplay(requireProjectNode())
  const code = await runInForeground(program, [...before, ...args], { env: testEnvironment() })
  console.log(summarizeTests())
  return code
}

function testEnvironment() {
  const env = { ...process.env }
  if (!env.ELECTRON_OVERRIDE_DIST_PATH && existsSync(ELECTRON_GETTER)) {
    const { status, stdout } = spawnSync(ELECTRON_GETTER, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    if (status === 0) env.ELECTRON_OVERRIDE_DIST_PATH = stdout.trim().split('\n').at(-1)
  }
  return env
}

/** The desktop's tests need a display; Xvfb is one. */
function withDisplay(node) {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (hasDisplay || spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status !== 0) return [node]
  return ['xvfb-run', '-a', '-s', '-screen 0 1600x1200x24', node]
}
