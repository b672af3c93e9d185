/** @file `fettle studies`: what there is. */
import type { StudySummary } from '../../../shared/domain/study'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { formatFigure } from './leaderboard'
import { isProblem, readOptions, type UsageProblem } from './options'
import { exportOptuna, importOptuna, OPTUNA_HELP } from './optunaStudies'
import { layOutTable } from './table'
import type { Command, CommandContext } from './types'

export const studies: Command = {
  summary: 'list the studies in the data folder; bring them in from Optuna, and back',
  help: `fettle studies [list] [--json]

Lists all studies, the newest first.

  --json   an array of { id, name, state, complete, planned, metric, further, best }; further are the other objectives,
           where there are several, and best is that of the metric

${OPTUNA_HELP}`,
  async run(args, context) {
    const [verb, ...rest] = args
    if (verb === 'import-optuna') return importOptuna(rest, context)
    if (verb === 'export-optuna') return exportOptuna(rest, context)
    // As "project list" and "sample list" have it.
    return listStudies(verb === 'list' ? rest : args, context)
  },
}

async function listStudies(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { json: { type: 'boolean' } })
  if (isProblem(read)) return read
  if (read.positionals.length > 0) return { problem: `"${read.positionals[0]}" is too much.` }
  const listed = (await withCore((_core, call) => call('study:list', { projectId: null }))).map(toLine)
  if (read.values.json) terminal.print(JSON.stringify(listed))
  else if (listed.length === 0) terminal.note('No studies yet. "fettle tune" makes one.')
  else
    terminal.print(layOutTable([['id', 'name', 'state', 'trials', 'metric', 'best'], ...listed.map(toCells)]))
  return EXIT_CODES.ok
}

function toLine({ id, name, state, counts, plannedTrials, plan, best }: StudySummary) {
  return {
    id,
    name,
    state,
    complete: counts.complete,
    planned: plannedTrials,
    metric: plan.objective.metric,
    further: (plan.furtherObjectives ?? []).map(({ measure }) => measure),
    best: best?.value ?? null,
  }
}

function toCells({
  id,
  name,
  state,
  complete,
  planned,
  metric,
  further,
  best,
}: ReturnType<typeof toLine>): string[] {
  return [id, name, state, `${complete}/${planned}`, [metric, ...further].join(', '), formatFigure(best)]
}
