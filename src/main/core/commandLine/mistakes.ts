/** @file `fettle mistakes`: the rows of a trial by how wrong it is, and corrections of single rows. */
import type { Correction } from '../../../shared/domain/correction'
import { type Study, trainingPlanOf } from '../../../shared/domain/study'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { finishStudy } from './finishStudy'
import { findStudyByName, findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

const LISTED = 20
/** Rows that are asked for at once. */
const PAGE = 200

export const mistakes: Command = {
  summary: 'the validation rows by how wrong a model is; relabel them or leave them out',
  help: `fettle mistakes <study> [--trial n] [--csv] [--rows n] [--test]
fettle mistakes <study> --relabel row=class … --exclude row … --undo row … [--retrain]

Lists validation rows, the largest loss first; "row" counts from 1 in the table as it is read. Corrections make a
further version of the data; with --retrain the same study runs on the newest version.
${TRIAL_HELP}

  --trial    number of the trial; the best one without it
  --rows     how many rows are listed: ${String(LISTED)}
  --csv      all cells, as a table for other programs
  --test     the test rows, where the test of the study was opened
  --json     everything as it is
`,
  async run(args, context) {
    const { terminal, withCore } = context
    const read = readOptions(args, {
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
      test: { type: 'boolean' },
      trial: { type: 'string' },
      rows: { type: 'string' },
      relabel: { type: 'string', multiple: true },
      exclude: { type: 'string', multiple: true },
      undo: { type: 'string', multiple: true },
      retrain: { type: 'boolean' },
    })
    if (isProblem(read)) return read
    const [study] = read.positionals
    if (study === undefined) return { problem: 'Which study?' }
    const { values } = read
    const count = readNumber(values.rows, { name: 'rows', low: 1, high: 20_000, isWhole: true })
    const corrections = readCorrections(values)
    if (typeof count === 'object' && count !== null) return count
    if (isProblem(corrections)) return corrections
    return withCore(async (core, call) => {
      const changes = corrections.add.length + corrections.undo.length
      if (changes > 0) terminal.print(await correct(call, { study, ...corrections }))
      if (values.retrain === true) {
        const { id } = await findStudyByName(call, study)
        const made = await call('mistakes:retrain', { studyId: id, isStarted: false })
        return finishStudy({ core, call, studyId: made.id, isJson: values.json ?? false, context })
      }
      if (changes > 0) return EXIT_CODES.ok
      const trial = values.trial === undefined ? study : `${study}:${values.trial}`
      const form = (values.json && 'json') || (values.csv && 'csv') || 'table'
      terminal.print(await list(call, { trial, isTest: values.test ?? false, count: count ?? LISTED, form }))
      return EXIT_CODES.ok
    })
  },
}

interface Corrections {
  readonly add: Correction[]
  readonly undo: number[]
}

function readCorrections(values: {
  readonly relabel?: string[] | undefined
  readonly exclude?: string[] | undefined
  readonly undo?: string[] | undefined
}): Corrections | UsageProblem {
  const rowOf = (text: string): number => (/^[1-9]\d*$/.test(text) ? Number(text) - 1 : -1)
  const relabelled = (values.relabel ?? []).map((text): Correction => {
    const [, row = '', label = ''] = /^(\d+)=(.+)$/.exec(text) ?? []
    return { kind: 'relabel', row: rowOf(row), label }
  })
  const excluded = (values.exclude ?? []).map((text): Correction => ({ kind: 'exclude', row: rowOf(text) }))
  const add = [...relabelled, ...excluded]
  const undo = (values.undo ?? []).map(rowOf)
  if (add.some(({ row }) => row < 0) || undo.some((row) => row < 0)) {
    return { problem: 'A row is a number from 1 on; --relabel takes row=class.' }
  }
  return { add, undo }
}

interface Order extends Corrections {
  readonly study: string
}

async function correct(call: Call, { study: name, add, undo }: Order): Promise<string> {
  const study = await findStudyByName(call, name)
  const { datasetVersionId } = trainingPlanOf(study as Pick<Study, 'plan'>)
  const { latest, name: data } = await call('mistakes:correct', { versionId: datasetVersionId, add, undo })
  const count = latest.plan.corrections?.length ?? 0
  return `${data} has version ${String(latest.number)} with ${String(count)} correction${count === 1 ? '' : 's'}.`
}

interface Wanted {
  readonly trial: string
  readonly isTest: boolean
  readonly count: number
  readonly form: 'table' | 'csv' | 'json'
}

async function list(call: Call, { trial, isTest, count, form }: Wanted): Promise<string> {
  const trialId = await findTrial(call, trial)
  const part = isTest ? ('test' as const) : ('validation' as const)
  const found = await call('mistakes:list', { trialId, part })
  const listed = found.rows.slice(0, count)
  const pages: Awaited<ReturnType<typeof rowsOf>>[] = []
  const rowsOf = (places: number[]) => call('mistakes:rows', { trialId, part, places, hasImages: false })
  for (let at = 0; at < listed.length; at += PAGE) {
    pages.push(await rowsOf(listed.slice(at, at + PAGE).map(({ place }) => place)))
  }
  if (form === 'json') return JSON.stringify({ ...found, rows: listed, pages })
  const name = (value: number): string => found.labels[value] ?? String(Number(value.toPrecision(6)))
  const numbers = pages.flatMap(({ rows }) => rows)
  const cells = pages.flatMap((page) => page.cells)
  const own = listed.map(({ truth, predicted, confidence, loss }, at) => [
    String((numbers[at] ?? 0) + 1),
    name(truth),
    name(predicted),
    confidence === null ? '' : confidence.toFixed(4),
    String(Number(loss.toPrecision(4))),
  ])
  const head = ['row', 'truth', 'predicted', 'confidence', 'loss']
  if (form === 'csv') {
    const lines = [
      [...head, ...(pages[0]?.header ?? [])],
      ...own.map((line, at) => [...line, ...(cells[at] ?? [])]),
    ]
    return lines.map((line) => line.map((cell) => csvCell(cell ?? '')).join(',')).join('\n')
  }
  const summary =
    found.labels.length > 0
      ? `${String(found.wrong)} of ${String(found.total)} rows are wrong.`
      : `${String(found.total)} rows.`
  return [summary, layOutTable([head, ...own])].join('\n')
}

function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
