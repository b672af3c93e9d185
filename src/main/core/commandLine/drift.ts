/** @file `fettle drift`: whether new data are still those that a model was trained on. */
import type { DriftColumn, DriftMeasure, DriftReport } from '../../../shared/domain/drift'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { formatFigure } from './leaderboard'
import { isProblem, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'
import { uploadPaths } from './uploadPath'

export const drift: Command = {
  summary: 'compare new data with those that a model was trained on',
  help: `fettle drift <study|trial> <file or folder>… [--json] [--fail] [--retrain]

Compares every column that the model reads, and what it answers: numbers by Kolmogorov and Smirnov, values by χ²,
gaps and values that training never saw; of texts their length, words that training does not know and how often the
commonest ones stand; of pictures brightness, contrast, saturation and size of their files. A column is said to have shifted where that is surer than chance (all tests
together flag anything at all in like and like one time in twenty) and large enough to matter.
${TRIAL_HELP}

  --retrain   make a further version of the data with the new rows (which need the target), and a study on it
  --fail      exit with 3 where a column has shifted
  --json      the whole report
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      json: { type: 'boolean' },
      fail: { type: 'boolean' },
      retrain: { type: 'boolean' },
    })
    if (isProblem(read)) return read
    const [text, ...paths] = read.positionals
    if (text === undefined || paths.length === 0) {
      return { problem: 'Name one study or trial, and a file or a folder.' }
    }
    const { report, made } = await withCore(async (_core, call) => {
      const trialId = await findTrial(call, text)
      const found = await call('drift:measure', {
        kind: 'file',
        trialId,
        fileId: await uploadPaths(call, paths),
      })
      const study = read.values.retrain
        ? await call('drift:retrain', { trialId, fileId: await uploadPaths(call, paths) })
        : null
      return { report: found, made: study }
    })
    terminal.print(read.values.json ? JSON.stringify(report) : describeDrift(report))
    if (made !== null) terminal.note(`Study "${made.name}" (${made.id}) is ready to start.`)
    const isShifted = report.columns.some((column) => column.isShifted)
    return read.values.fail && isShifted ? EXIT_CODES.badData : EXIT_CODES.ok
  },
}

export function describeDrift({ columns, absent, before, now }: DriftReport): string {
  const shifted = columns.filter(({ isShifted }) => isShifted)
  return [
    `${String(now)} new rows against ${String(before)} of training.`,
    ...absent.map((name) => `The column ${name} is missing.`),
    shifted.length === 0 ? 'Nothing has shifted.' : `Shifted: ${shifted.map(nameOf).join(', ')}.`,
    '',
    layOutTable([
      ['column', 'shifted', 'stability', 'test', 'p', 'missing', 'unseen'],
      ...columns.map(toCells),
    ]),
  ].join('\n')
}

const MEASURES: Readonly<Partial<Record<DriftMeasure, string>>> = {
  length: 'length',
  unknownWords: 'unknown words',
  words: 'common words',
  brightness: 'brightness',
  contrast: 'contrast',
  saturation: 'saturation',
  fileSize: 'file size',
}

function nameOf({ name, measure }: DriftColumn): string {
  const what = MEASURES[measure]
  return what === undefined ? name : `${name} (${what})`
}

function toCells(column: DriftColumn): string[] {
  const { isShifted, stability, tests, missing, unseen } = column
  const surest = [...tests].sort((one, other) => one.p - other.p)[0]
  return [
    nameOf(column),
    isShifted ? 'yes' : 'no',
    formatFigure(stability),
    surest?.test ?? '–',
    formatFigure(surest?.p ?? null),
    `${percent(missing[0])} → ${percent(missing[1])}`,
    percent(unseen),
  ]
}

function percent(share: number): string {
  return `${String(Number((share * 100).toPrecision(3)))} %`
}
