/** @file `fettle drift`: whether new data are still those that a model was trained on. */
import type { DriftColumn, DriftReport } from '../../../shared/domain/drift'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { formatFigure } from './leaderboard'
import { isProblem, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'
import { uploadFile } from './uploadPath'

export const drift: Command = {
  summary: 'compare new data with those that a model was trained on',
  help: `fettle drift <study|trial> <new.csv> [--json] [--fail] [--retrain]

Compares every column that the model reads, and what it answers: numbers by Kolmogorov and Smirnov, values by χ²,
gaps and values that training never saw. A column is said to have shifted where that is surer than chance (all tests
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
    const [text, path, ...more] = read.positionals
    if (text === undefined || path === undefined || more.length > 0) {
      return { problem: 'Name one study or trial, and one file.' }
    }
    const { report, made } = await withCore(async (_core, call) => {
      const trialId = await findTrial(call, text)
      const found = await call('drift:measure', {
        kind: 'file',
        trialId,
        fileId: await uploadFile(call, path),
      })
      const study = read.values.retrain
        ? await call('drift:retrain', { trialId, fileId: await uploadFile(call, path) })
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
    shifted.length === 0 ? 'Nothing has shifted.' : `Shifted: ${shifted.map(({ name }) => name).join(', ')}.`,
    '',
    layOutTable([
      ['column', 'shifted', 'stability', 'test', 'p', 'missing', 'unseen'],
      ...columns.map(toCells),
    ]),
  ].join('\n')
}

function toCells({ name, isShifted, stability, tests, missing, unseen }: DriftColumn): string[] {
  const surest = [...tests].sort((one, other) => one.p - other.p)[0]
  return [
    name,
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
