import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLI_PROGRAM, findMissingBuild } from '../support/build'
import { EVERY_FILE, noRealData, REAL_DATA } from '../support/realData/everyFile'
import { runNode } from '../support/runProgram'
import { createTemporaryHome, type TemporaryHome } from '../support/temporaryHome'

const missing = findMissingBuild() ?? noRealData

interface Report {
  readonly kind: string
  readonly rowsRead: number
  readonly rowsKept: number
  readonly rowsRejected: number
  readonly target: string | null
  readonly dataset: string | null
  readonly columns: readonly { readonly name: string; readonly type: string; readonly missing: number }[]
  readonly rejected: readonly { readonly line: number; readonly reason: string }[]
}

describe.skipIf(missing !== null)(`fettle import${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let home: TemporaryHome
  beforeAll(() => {
    home = createTemporaryHome()
  })
  afterAll(() => home.remove())

  const run = async (...paths: string[]): Promise<Report> => {
    const files = paths.map((path) => join(REAL_DATA, path))
    const { code, output, errors } = await runNode([CLI_PROGRAM, 'import', ...files, '--json'], {
      env: { FETTLE_HOME: home.folder },
    })
    expect(errors.replace(/^Reading .*$/m, '').trim()).toBe('')
    expect(code).toBe(0)
    return JSON.parse(output) as Report
  }

  it.each(EVERY_FILE)('reads $path by itself and keeps it', async ({ path, kind, rows, target, types }) => {
    const report = await run(path)
    expect(report).toMatchObject({
      kind,
      target,
      rowsRead: rows,
      rowsKept: rows,
      rowsRejected: 0,
      rejected: [],
    })
    expect(report.rowsKept + report.rowsRejected).toBe(report.rowsRead)
    expect(report.rejected.every(({ line, reason }) => line > 0 && reason !== '')).toBe(true)
    expect(countTypes(report)).toEqual(types)
    expect(report.dataset).not.toBeNull()
  })

  it('reads the four files of MNIST as one, divided as they are', async () => {
    const names = ['train-images-idx3', 'train-labels-idx1', 'test-images-idx3', 'test-labels-idx1']
    const report = await run(...names.map((name) => `images/mnist-${name}-ubyte.gz`))
    expect(report).toMatchObject({ kind: 'images', rowsRead: 70_000, rowsKept: 70_000, target: 'label' })
    expect(report.columns.map(({ name, type }) => [name, type])).toEqual([
      ['image', 'image'],
      ['label', 'category'],
      ['part', 'category'],
    ])
  })
})

function countTypes({ columns }: Report): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { type } of columns) counts[type] = (counts[type] ?? 0) + 1
  return counts
}
