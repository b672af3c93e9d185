/** @file `fettle compare`: trials, of one study or of several, side by side. */
import type { MetricName } from '../../../shared/domain/metric'
import type { Assignment, ParameterValue } from '../../../shared/domain/searchSpace'
import type { StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { formatFigure, formatValue, shorten } from './leaderboard'
import { isProblem, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

interface Compared {
  readonly study: StudySummary
  readonly row: TrialRow
}

export const compare: Command = {
  summary: 'lay trials, or the best ones of several studies, side by side',
  help: `fettle compare <study|trial> <study|trial> … [--all] [--json]

Prints what each reached, how long it took, and the settings in which they differ.
${TRIAL_HELP}

  --all    settings that are the same in all, too
  --json   { trials: [{ study, number, state, value, metrics, parameters, weights, durationMs }], different }
           "different" names the settings that are not the same in all
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, { all: { type: 'boolean' }, json: { type: 'boolean' } })
    if (isProblem(read)) return read
    const { positionals, values } = read
    if (positionals.length < 2) return { problem: 'Name two trials or studies, or more.' }
    const compared = await withCore((_core, call) => findAll(call, positionals))
    terminal.print(values.json ? JSON.stringify(toReport(compared)) : describe(compared, values.all === true))
    return EXIT_CODES.ok
  },
}

async function findAll(call: Call, texts: readonly string[]): Promise<Compared[]> {
  const found: Compared[] = []
  for (const text of texts) {
    const { row } = await call('trial:get', { id: await findTrial(call, text) })
    found.push({ row, study: await call('study:get', { id: row.studyId }) })
  }
  return found
}

function toReport(compared: readonly Compared[]): object {
  return {
    trials: compared.map(({ study, row }) => ({
      study: study.name,
      number: row.number,
      state: row.state,
      value: row.value,
      metrics: row.validation,
      parameters: row.assignment,
      weights: row.weightCount,
      durationMs: row.durationMs,
    })),
    different: differentSettings(compared.map(({ row }) => row.assignment)),
  }
}

function describe(compared: readonly Compared[], isAll: boolean): string {
  const assignments = compared.map(({ row }) => row.assignment)
  const different = new Set(differentSettings(assignments))
  const shown = settingsOf(assignments).filter((name) => isAll || different.has(name))
  const line = (label: string, cell: (one: Compared) => string) => [label, ...compared.map(cell)]
  return layOutTable([
    line('', ({ study, row }) => `${study.name}:${row.number}`),
    line('state', ({ row }) => row.state),
    ...metricsOf(compared).map((metric) =>
      line(metric, ({ study, row }) =>
        study.plan.objective.metric === metric
          ? formatFigure(row.value)
          : formatFigure(row.validation[metric] ?? null),
      ),
    ),
    line('best epoch', ({ row }) => (row.bestStep === null ? '–' : `${row.bestStep}/${row.plannedSteps}`)),
    line('weights', ({ row }) => (row.weightCount === null ? '–' : String(row.weightCount))),
    line('seconds', ({ row }) => formatFigure(row.durationMs === null ? null : row.durationMs / 1000)),
    ...shown.map((name) => line(shorten(name), ({ row }) => formatValue(row.assignment[name]))),
  ])
}

/** The objectives of the studies, each once. */
function metricsOf(compared: readonly Compared[]): MetricName[] {
  return [...new Set(compared.map(({ study }) => study.plan.objective.metric))]
}

function settingsOf(assignments: readonly Assignment[]): string[] {
  return [...new Set(assignments.flatMap((assignment) => Object.keys(assignment)))]
}

/** @returns names of the settings that are not the same in all; what only some have differs */
function differentSettings(assignments: readonly Assignment[]): string[] {
  return settingsOf(assignments).filter((name) => {
    const values = new Set<ParameterValue | undefined>(assignments.map((assignment) => assignment[name]))
    return values.size > 1
  })
}
