import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { CLI_PROGRAM, findMissingBuild, ROOT } from '../support/build'
import { type ProgramEnd, runNode, type RunOptions } from '../support/runProgram'
import { startServer } from '../support/server'
import { createTemporaryHome, type TemporaryHome } from '../support/temporaryHome'

const IRIS = join(ROOT, 'resources', 'samples', 'iris.csv')
const DIGITS = join(ROOT, 'resources', 'samples', 'digits.csv')
const missing = findMissingBuild()

interface Report {
  readonly study: { readonly id: string; readonly name: string; readonly state: string }
  readonly trials: readonly { readonly number: number; readonly state: string; readonly metrics: object }[]
  readonly best: { readonly metrics: { readonly accuracy: number } } | null
}

describe.skipIf(missing !== null)(
  `the command line${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let home: TemporaryHome

    beforeAll(() => {
      home = createTemporaryHome()
    })
    afterAll(() => home.remove())

    const fettle = (args: readonly string[], options: RunOptions = {}): Promise<ProgramEnd> =>
      runNode([CLI_PROGRAM, ...args], { env: { FETTLE_HOME: home.folder }, ...options })

    const tune = async (...args: string[]): Promise<Report> => {
      const { code, output, errors } = await fettle(['tune', IRIS, '--target', 'species', '--json', ...args])
      expect(errors).not.toContain('wrong')
      expect(code).toBe(0)
      return JSON.parse(output) as Report
    }

    it('gives the same leaderboard for the same seed, with one trial at a time or two', async () => {
      const [first, second] = [
        await tune('--trials', '6', '--epochs', '10', '--parallel', '1', '--name', 'one at a time'),
        await tune('--trials', '6', '--epochs', '10', '--parallel', '2', '--name', 'two at a time'),
      ]
      expect(first.trials.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
      expect(second.trials).toEqual(first.trials)
      expect(second.best).toEqual(first.best)
    })

    it('lays the best trials of studies side by side, and tells the settings that differ', async () => {
      const args = ['compare', 'one at a time', 'two at a time:2', '--json']
      const { code, output } = await fettle(args)
      expect(code).toBe(0)
      const { trials, different } = JSON.parse(output) as {
        trials: { study: string; number: number; parameters: Record<string, unknown> }[]
        different: string[]
      }
      expect(trials.map(({ study }) => study)).toEqual(['one at a time', 'two at a time'])
      const [left, right] = trials.map(({ parameters }) => parameters)
      for (const name of Object.keys(left ?? {}))
        expect(different.includes(name)).toBe(left?.[name] !== right?.[name])
      expect(await fettle(['compare', 'one at a time'])).toMatchObject({ code: 2 })
      expect(await fettle(['compare', 'one at a time', 'nobody'])).toMatchObject({ code: 6 })
    })

    it('tunes a network of Keras, and says what it read otherwise', async () => {
      const file = join(home.folder, 'net.json')
      const dense = (name: string, units: number, activation: string) => ({
        class_name: 'Dense',
        config: { name, units, activation },
      })
      const layers = [dense('first', 6, 'tanh'), dense('last', 3, 'softmax')]
      writeFileSync(file, JSON.stringify({ class_name: 'Sequential', config: { layers } }))
      const args = ['--model', file, '--trials', '2', '--epochs', '3', '--name', 'of Keras', '--json']
      const { code, output, errors } = await fettle(['tune', IRIS, '--target', 'species', ...args])
      expect(errors).toContain('last is the output')
      expect(code).toBe(0)
      const { trials } = JSON.parse(output) as { trials: { state: string; parameters: object }[] }
      expect(trials.map(({ state }) => state)).toEqual(['complete', 'complete'])
      const searched = ['training.learningRate', 'training.batchSize']
      expect(Object.keys(trials[0]?.parameters ?? {}).sort()).toEqual(searched.sort())
      writeFileSync(file, 'no model')
      expect((await fettle(['tune', IRIS, '--target', 'species', ...args])).errors).toContain(
        'no model of Keras',
      )
    })

    it('writes exactly what it promises', async () => {
      const report = await tune('--trials', '2', '--epochs', '2', '--sampler', 'grid', '--name', 'promise')
      expect(Object.keys(report)).toEqual(['study', 'trials', 'best', 'front'])
      for (const trial of report.trials) {
        expect(Object.keys(trial)).toEqual(['number', 'state', 'parameters', 'metrics', 'values', 'reason'])
      }
    })

    it('goes on from the newest backup when the database is damaged, and only then', async () => {
      const own = createTemporaryHome()
      onTestFinished(() => own.remove())
      const env = { FETTLE_HOME: own.folder }
      expect(await fettle(['recover'], { env })).toMatchObject({
        code: 0,
        errors: expect.stringContaining('whole'),
      })
      writeFileSync(join(own.folder, 'fettle.db'), 'x'.repeat(10_000))
      expect(await fettle(['studies'], { env })).toMatchObject({
        code: 5,
        errors: expect.stringContaining('fettle recover'),
      })
      expect(await fettle(['recover'], { env })).toMatchObject({
        code: 0,
        errors: expect.stringContaining('no backup'),
      })
      expect(await fettle(['studies'], { env })).toMatchObject({ code: 0 })
      expect(readdirSync(own.folder).filter((name) => name.includes('corrupt'))).toHaveLength(1)
    })

    it('leaves a study that can be listed, exported and used', async () => {
      await tune('--trials', '3', '--epochs', '30', '--name', 'kept')
      const listed = JSON.parse((await fettle(['studies', '--json'])).output) as {
        name: string
        complete: number
      }[]
      expect(listed.find(({ name }) => name === 'kept')).toMatchObject({
        state: 'complete',
        complete: 3,
        planned: 3,
      })

      const measured = JSON.parse((await fettle(['compute', '--json'])).output) as { name: string }[]
      expect(measured[0]).toMatchObject({ measurements: [{ trials: expect.any(Number) }, {}, {}] })
      expect((await fettle(['compute', '--on', 'gpu', '--engine', 'tensorflow'])).output).toMatch(
        /\* +onnx +cpu +1 /,
      )
      expect((await fettle(['compute', '--on', 'auto', '--engine', 'auto'])).output).toMatch(/\* +onnx/)
      expect(await fettle(['compute', '--on', 'abacus'])).toMatchObject({ code: 2 })

      const model = join(home.folder, 'kept.onnx')
      expect((await fettle(['export', 'kept', '-o', model])).code).toBe(0)
      expect(existsSync(model)).toBe(true)

      const table = join(home.folder, 'out.csv')
      expect((await fettle(['predict', 'kept:1', IRIS, '-o', table])).code).toBe(0)
      const lines = readFileSync(table, 'utf8').trim().split('\n')
      expect(lines).toHaveLength(151)
      expect(lines[0]).toContain('predicted species')
    })

    it('answers standard input, takes corrections of rows, and settles on a model', async () => {
      await tune('--trials', '1', '--epochs', '2', '--name', 'asked')
      const env = { FETTLE_HOME: home.folder }
      const [header = '', first = ''] = readFileSync(IRIS, 'utf8').split('\n')
      const cells = Object.fromEntries(header.split(',').map((name, at) => [name, first.split(',')[at]]))
      const ask = async (input: string): Promise<string> => {
        const { output } = await fettle(['predict', 'asked', '-'], { input, env })
        return output.trim().split('\n').at(-1)?.split(',').slice(-4).join(',') ?? ''
      }
      const answer = await ask(`${header}\n${first}\n`)
      expect(answer).toMatch(/^(setosa|versicolor|virginica),/)
      expect(await ask(`${JSON.stringify(cells)}\n`)).toBe(answer)

      const mistakes = (...args: string[]) => fettle(['mistakes', 'asked', ...args])
      const corrected = await mistakes('--relabel', '5=virginica', '--exclude', '7')
      expect(corrected).toMatchObject({ code: 0, output: expect.stringContaining('2 corrections') as string })
      expect((await mistakes('--undo', '7')).output).toContain('with 1 correction.')
      expect(await mistakes('--undo', '7')).toMatchObject({ code: 3, output: '' })
      expect(await mistakes('--exclude', '9999')).toMatchObject({ code: 3, output: '' })
      const again = await mistakes('--retrain', '--json')
      expect((JSON.parse(again.output) as Report).study).toMatchObject({ state: 'complete' })
      const model = await fettle(['export', 'asked', '--as-model', 'settled'])
      expect(model).toMatchObject({ code: 0, output: expect.stringMatching(/^[\w-]{16}\n$/) as string })
    })

    it('finds the target by its number, and tells a class from a figure', async () => {
      const { code, errors } = await fettle(['tune', IRIS, '--target', '3', '--trials', '1', '--epochs', '1'])
      expect(code).toBe(0)
      expect(errors).toContain('petal_length (regression)')
    })

    it('stops properly when it is interrupted, and keeps what is complete', async () => {
      let isSent = false
      const end = await fettle(['tune', DIGITS, '--target', 'digit', '--trials', '500', '--name', 'long'], {
        env: { FETTLE_HOME: home.folder },
        onErrors: (text, child) => {
          if (isSent || !text.includes('sealed')) return
          isSent = true
          setTimeout(() => child.kill('SIGINT'), 1500)
        },
      })
      expect(end.code).toBe(130)
      expect(end.errors).toMatch(/Study "long" \(\S+\): stopped/)
    })

    it('says plainly that another Fettle holds the data', async () => {
      const server = await startServer({ home: home.folder })
      const end = await fettle(['studies'])
      await server.stop()
      expect(end).toMatchObject({ code: 5, output: '' })
      expect(end.errors).toContain('Fettle is running already')
    })

    it.each([
      ['an empty file', '', 3, 'is empty'],
      ['a header alone', 'a,b\n', 3, 'no rows'],
      ['a text', 'Once upon a time\nthere was no table\n', 3, 'is no table'],
      ['a target of one value', 'a,b\n1,x\n2,x\n3,x\n', 3, 'nothing to learn'],
      ['no such column', 'a,c\n1,x\n2,y\n3,x\n', 3, 'no column b'],
    ])('says what is wrong with %s', async (name, content, code, words) => {
      const file = join(home.folder, `${name.replaceAll(' ', '-')}.csv`)
      writeFileSync(file, content)
      const end = await fettle(['tune', file, '--target', 'b'])
      expect(end).toMatchObject({ code, output: '' })
      expect(end.errors).toContain(words)
    })

    it.each([
      [['tune', 'none.csv', '--target', 'y'], 3, 'cannot be read'],
      [['tune', IRIS], 2, 'What is to be predicted?'],
      [['tune', IRIS, '--target', 'species', '--fast'], 2, '--fast'],
      [['paint'], 2, 'no command "paint"'],
      [['export', 'nothing'], 6, 'no study or trial nothing'],
      [['serve', '--port', '99999'], 2, '--port takes'],
    ])('%j ends with %i', async (args, code, words) => {
      const end = await fettle(args)
      expect(end).toMatchObject({ code, output: '' })
      expect(end.errors).toContain(words)
    })

    it('names every command on one page of standard output', async () => {
      const { code, output } = await fettle(['--help'])
      expect(code).toBe(0)
      for (const word of [
        'tune',
        'studies',
        'compare',
        'export',
        'predict',
        'compute',
        'serve',
        'Exit codes',
      ]) {
        expect(output).toContain(word)
      }
      expect(output.split('\n').length).toBeLessThan(70)
    })

    it('explains one command, and all of them', async () => {
      const { output: one } = await fettle(['help', 'tune'])
      expect(one).toContain('--target')
      const { output: all } = await fettle(['--help', '--all'])
      expect(all).toContain(one.split('\n\n')[0])
      expect(all).toContain('fettle recover')
    })

    it('guesses what a mistyped command was meant to be', async () => {
      const { errors } = await fettle(['tun'])
      expect(errors).toContain('There is no command "tun". Perhaps "tune"?')
    })
  },
)
