import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import * as v from 'valibot'
import { afterAll, describe, expect, it } from 'vitest'
import { exportModel, initialWeights, planWeights, type RawInput } from '../../../src/main/compiler'
import { fitTfidf, fitTokens } from '../../../src/main/datasets/text'
import { predictorFolder } from '../../../src/main/services/exports/predictorFolder'
import { createPredictor } from '../../../src/main/training'
import type { DatasetVersion } from '../../../src/shared/domain/dataset'
import type { FittedRecipe } from '../../../src/shared/domain/fittedRecipe'
import { countTokens } from '../../../src/shared/domain/fittedText'
import { tableInput } from '../../../src/shared/domain/modelInput'
import { TfidfSettings, TokenSettings } from '../../../src/shared/domain/textSettings'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const reading = { delimiter: ';', decimal: ',' as const, missing: ['?'] }
const FEATURES = ['width', 'born', 'colour=red', 'colour=missing']
const TABLE: FittedRecipe = {
  reads: [
    { column: 'width', kind: 'number', isRequired: false, categories: [] },
    { column: 'born', kind: 'date', isRequired: true, categories: [] },
    { column: 'colour', kind: 'category', isRequired: false, categories: ['red'] },
  ],
  primitives: [
    { kind: 'fill', columns: ['width'], values: [2] },
    { kind: 'affine', columns: ['born'], centers: [10_000], scales: [5000] },
    {
      ...{ kind: 'lookup', column: 'colour', keys: ['red'], isOneHot: true, table: [] },
      ...{ other: [0, 0], missing: [0, 1], names: FEATURES.slice(2) },
    },
  ] as unknown as FittedRecipe['primitives'],
  inputs: [{ spec: tableInput(FEATURES.length), source: { kind: 'figures', features: FEATURES } }],
  window: null,
  target: 'kind',
  output: { kind: 'classes', labels: ['small', 'large', 'odd'] },
  targetCenter: 0,
  targetScale: 1,
}

function makeModel(fitted: FittedRecipe) {
  const inputs = fitted.inputs.map(({ spec }) => spec)
  const isOfTokens = inputs.some(({ kind }) => kind === 'tokens')
  const begin = isOfTokens ? newLayer('embedding', 'words') : newLayer('flatten', 'flat')
  const layers = [begin, ...(isOfTokens ? [newLayer('flatten', 'flat')] : []), newLayer('output', 'output')]
  const request = {
    layers,
    inputs,
    output: fitted.output,
    task: 'multiclass' as const,
    training: DEFAULT_TRAINING,
  }
  const parameters = planWeights(request)
  const values = initialWeights(parameters, 4)
  const weights = new Map(
    parameters.map(
      ({ name, shape }, at) => [name, { shape, values: values[at] ?? new Float32Array() }] as const,
    ),
  )
  const task = 'multiclass' as const
  return exportModel({ model: { layers }, task, weights, fitted, version: '0', training: DEFAULT_TRAINING })
}

const LEARNT = ['the café is naïve', 'a bad plot isn’t twice bad', 'the end, at 3.5 stars', 'stars twice']

/** A model of one text, whose vocabulary was learnt from a few. */
function textModel(given: object) {
  const column = { texts: LEARNT, counts: LEARNT.map(() => 2) }
  const terms = 'ngrams' in given
  const common = { ...TABLE, reads: [{ column: 'note', kind: 'text', isRequired: false, categories: [] }] }
  const fill = { kind: 'fillText', column: 'note', value: 'the stars' }
  const tfidf = terms ? fitTfidf(column, v.parse(TfidfSettings, { minimumCount: 1, ...given })) : null
  const names = tfidf?.vocabulary.map((term) => `note:${term}`) ?? []
  const tokens = terms ? null : fitTokens(column, v.parse(TokenSettings, { length: 8, ...given }))
  const primitives = tfidf
    ? [fill, { kind: 'tfidf', column: 'note', names, fitted: tfidf }]
    : [fill, { kind: 'tokens', column: 'note', fitted: tokens }]
  const inputs = tokens
    ? [
        {
          spec: { name: 'note', kind: 'tokens', shape: [8], vocabulary: countTokens(tokens) },
          source: { kind: 'tokens', column: 'note' },
        },
      ]
    : [{ spec: tableInput(names.length), source: { kind: 'figures', features: names } }]
  const fitted = { ...common, primitives, inputs } as unknown as FittedRecipe
  return { fitted, model: makeModel(fitted) }
}

function writeFolder(fitted: FittedRecipe, model: { onnx: Uint8Array; inputs: readonly RawInput[] }): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-folder-'))
  folders.push(folder)
  const version = { plan: { dialect: reading }, profiles: [] } as unknown as DatasetVersion
  for (const { path, bytes } of predictorFolder({ ...model, fitted, version, title: 'Test' }))
    writeFileSync(join(folder, path), bytes)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

interface Told {
  readonly value: string | null
  readonly probabilities?: Readonly<Record<string, number>>
  readonly missing?: string
}

const linesOf = (text: string): Told[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told)

async function askScript(folder: string, file: string): Promise<Told[]> {
  return linesOf((await run(process.execPath, ['predict.ts', file], { cwd: folder })).stdout)
}

const python = process.env['FETTLE_PEERS_PYTHON'] ?? join(root, '.venv-peers/bin/python')
async function findMissing(...names: string[]): Promise<string | null> {
  if (!existsSync(python)) return `no Python at ${python}`
  for (const name of names) {
    const ask = `import importlib.util as u; print(u.find_spec("${name}") is not None)`
    if ((await run(python, ['-c', ask])).stdout.trim() !== 'True')
      return `${name} is not installed for ${python}`
  }
  return null
}

const CSV = 'colour;width;born;other\nred;1,5;2001-02-03;x\n?;?;1999-12-31;"a;b"\nblue;3;;y\n'

async function expectedOfTable() {
  const model = makeModel(TABLE)
  const predictor = await createPredictor({ ...model, fitted: TABLE, reading })
  const answers = await predictor.predict([
    { colour: 'red', width: '1,5', born: '2001-02-03' },
    { colour: '?', width: '?', born: '1999-12-31' },
    { colour: 'blue', width: '3', born: null },
  ])
  await predictor.dispose()
  return { model, answers }
}

function expectSame(told: readonly Told[], answers: Awaited<ReturnType<typeof expectedOfTable>>['answers']) {
  expect(told.map(({ value }) => value)).toEqual(answers.map(({ value }) => value))
  expect(told[2]).toMatchObject({ value: null, missing: 'born' })
  for (const [index, answer] of answers.entries()) {
    if (!('probabilities' in answer)) continue
    for (const { label, probability } of answer.probabilities ?? [])
      expect(told[index]?.probabilities?.[label]).toBeCloseTo(probability, 5)
  }
}

describe('an exported folder', () => {
  it('answers rows of a CSV as Fettle does, in TypeScript', async () => {
    const { model, answers } = await expectedOfTable()
    const folder = writeFolder(TABLE, model)
    writeFileSync(join(folder, 'rows.csv'), CSV)
    expectSame(await askScript(folder, 'rows.csv'), answers)
    const lines = '{"colour":"red","width":"1,5","born":"2001-02-03"}\n{"colour":null,"born":"1999-12-31"}\n'
    writeFileSync(join(folder, 'rows.jsonl'), lines)
    expect((await askScript(folder, 'rows.jsonl')).map(({ value }) => value)).toEqual(
      answers.slice(0, 2).map(({ value }) => value),
    )
  })

  it('and in Python', async (context) => {
    const missing = await findMissing('onnxruntime', 'numpy')
    if (missing !== null) return context.skip(missing)
    const { model, answers } = await expectedOfTable()
    const folder = writeFolder(TABLE, model)
    writeFileSync(join(folder, 'rows.csv'), CSV)
    expectSame(linesOf((await run(python, ['predict.py', 'rows.csv'], { cwd: folder })).stdout), answers)
  })

  it.each([
    ['numbers of words', { unit: 'words', stripAccents: true, stopWords: 'own', ownStopWords: ['the'] }],
    ['numbers of characters', { unit: 'characters', padding: 'post', truncation: 'post' }],
    ['numbers of pieces', { unit: 'bytePairs', outOfVocabulary: false }],
    ['how often terms stand', { ngrams: 2, punctuation: 'keep' }],
  ])('reads texts as %s in both languages', async (_name, settings) => {
    const { fitted, model } = textModel(settings)
    const texts = ['The café isn’t bad, at 3.5 stars!', 'naïve plot; the END came twice twice', 'zzz', null]
    const predictor = await createPredictor({ ...model, fitted, reading })
    const answers = await predictor.predict(texts.map((note) => ({ note })))
    await predictor.dispose()
    const folder = writeFolder(fitted, model)
    writeFileSync(join(folder, 'rows.jsonl'), texts.map((note) => JSON.stringify({ note })).join('\n'))
    const told = [await askScript(folder, 'rows.jsonl')]
    if ((await findMissing('onnxruntime', 'numpy')) === null)
      told.push(linesOf((await run(python, ['predict.py', 'rows.jsonl'], { cwd: folder })).stdout))
    for (const lines of told) {
      for (const [index, answer] of answers.entries()) {
        if (!('probabilities' in answer)) throw new TypeError('every text is answered')
        for (const { label, probability } of answer.probabilities ?? [])
          expect(lines[index]?.probabilities?.[label]).toBeCloseTo(probability, 5)
      }
    }
  })

  it('reads pictures', async () => {
    const geometry = { height: 8, width: 8, channels: 3, fit: 'crop', background: 255 } as const
    const fitted: FittedRecipe = {
      ...TABLE,
      reads: [{ column: 'photo', kind: 'picture', isRequired: true, categories: [] }],
      primitives: [{ kind: 'picture', column: 'photo', geometry }] as unknown as FittedRecipe['primitives'],
      inputs: [
        {
          spec: { name: 'image', kind: 'image', shape: [8, 8, 3], vocabulary: 0 },
          source: { kind: 'picture', column: 'photo' },
        },
      ],
    }
    const model = makeModel(fitted)
    const folder = writeFolder(fitted, model)
    const bytes = await sharp({
      create: { width: 8, height: 8, channels: 3, background: { r: 200, g: 40, b: 90 } },
    })
      .png()
      .toBuffer()
    writeFileSync(join(folder, 'one.png'), bytes)
    const predictor = await createPredictor({ ...model, fitted, reading })
    const [answer] = await predictor.predict([{ photo: bytes }])
    await predictor.dispose()
    const [told] = await askScript(folder, 'one.png')
    expect(told?.value).toBe(answer?.value)
    if ((await findMissing('onnxruntime', 'numpy', 'PIL')) !== null) return
    const [other] = linesOf((await run(python, ['predict.py', 'one.png'], { cwd: folder })).stdout)
    expect(other?.value).toBe(answer?.value)
  })
})
