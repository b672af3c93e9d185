import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLI_PROGRAM, findMissingBuild, ROOT } from '../../support/build'
import { runNode } from '../../support/runProgram'
import { createTemporaryHome, type TemporaryHome } from '../../support/temporaryHome'

const IRIS = join(ROOT, 'resources', 'samples', 'iris.csv')
const missing = findMissingBuild()

describe.skipIf(missing !== null)(
  `projects on the command line${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let home: TemporaryHome
    let other: TemporaryHome
    beforeAll(() => {
      home = createTemporaryHome()
      other = createTemporaryHome()
    })
    afterAll(() => {
      home.remove()
      other.remove()
    })
    const run = async (folder: string, args: readonly string[]): Promise<string> => {
      const { code, output, errors } = await runNode([CLI_PROGRAM, ...args], { env: { FETTLE_HOME: folder } })
      expect(`${String(code)} ${errors.split('\n')[0] ?? ''}`).toMatch(/^0/)
      return output
    }
    const fettle = (...args: string[]): Promise<string> => run(home.folder, args)

    it('write and read notes, goals and milestones, and make a report', async () => {
      await fettle(
        'tune',
        IRIS,
        '--target',
        'species',
        '--trials',
        '2',
        '--epochs',
        '15',
        '--name',
        'flowers',
      )
      const [project] = JSON.parse(await fettle('project', 'list', '--json')) as {
        name: string
        id: string
      }[]
      const id = project?.id ?? ''
      const written = await fettle('note', 'flowers', '--text', '# Why', '--tags', 'a, b', '--star')
      expect(written).toBe('★ [a, b]\n# Why\n')
      expect(await fettle('note', 'flowers', '--no-star')).toBe('[a, b]\n# Why\n')
      expect(await fettle('project', 'goal', id, 'accuracy', '0.2', '--by', '2027-01-31')).toContain(
        'reached on',
      )
      expect(await fettle('project', 'milestone', id, 'Write it up')).toContain('[ ] Write it up')
      const shown = await fettle('project', 'show', id)
      expect(shown).toContain('goal: accuracy ≥ 0.2 until 2027-01-31')
      const file = join(home.folder, 'report.html')
      await fettle('report', 'flowers', '-o', file, '--language', 'zh-CN')
      expect(readFileSync(file, 'utf8')).toContain('最佳试验')
    })

    it('take a project from one machine to another', async () => {
      const [project] = JSON.parse(await fettle('project', 'list', '--json')) as { id: string }[]
      const file = join(home.folder, 'flowers.fettle')
      await fettle('project', 'export', project?.id ?? '', '-o', file)
      expect(existsSync(file)).toBe(true)
      await run(other.folder, ['project', 'import', file])
      expect(await run(other.folder, ['note', 'flowers'])).toBe('[a, b]\n# Why\n')
      expect(await run(other.folder, ['export', 'flowers', '-o', join(other.folder, 'm.onnx')])).toContain(
        'm.onnx',
      )
    })
  },
)
