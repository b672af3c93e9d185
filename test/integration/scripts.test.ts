import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBrowser } from '../support/browser'
import { ROOT } from '../support/build'
import { runNode } from '../support/runProgram'
import { createTemporaryHome } from '../support/temporaryHome'

const browser = await findBrowser()
const SHOTS = join(ROOT, 'scripts', 'shots.mjs')
const START = join(ROOT, 'scripts', 'start.mjs')

describe('npm start', () => {
  it('explains itself', async () => {
    const { code, output } = await runNode([START, '--help'])
    expect(code).toBe(0)
    expect(output).toContain('npm start -- --web')
  })

  it.each([
    [['--electron', '--web'], '--electron goes with no other option'],
    [['--wbe'], '--wbe'],
  ])('refuses %j with a plain line', async (args, words) => {
    const { code, errors } = await runNode([START, ...args])
    expect(code).toBe(2)
    expect(errors).toContain(words)
  })

  it('says early and plainly that a Node is too old', async () => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { node: '18.20.0' } })"
    const { code, errors } = await runNode(['-e', `${pretend}; import(${JSON.stringify(START)})`])
    expect(code).toBe(1)
    expect(errors.trim().split('\n')[0]).toBe('Fettle needs Node 20 or newer; this is Node 18.20.0.')
  })
})

const noBrowser = 'reason' in browser ? browser.reason : null
describe.skipIf(noBrowser !== null)(
  `npm run shots${noBrowser === null ? '' : ` (skipped: ${noBrowser})`}`,
  () => {
    it('takes the pictures that are asked for', async () => {
      const home = createTemporaryHome()
      const folder = join(home.folder, 'shots')
      const { code, errors } = await runNode([SHOTS, '--only', 'home-empty', '--out', folder])
      expect(code, errors).toBe(0)
      expect(readdirSync(folder)).toContain('home-empty-zh-dark-1000.png')
      home.remove()
    })
  },
)
