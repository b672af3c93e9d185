/** @file How a study was done, in sentences. */
import { isTraining, type StudySummary } from '../../../shared/domain/study'
import type { StudyContents } from '../contents'
import type { Figures } from '../figures'
import type { ReportWords } from '../words/english'

/** How a study was done, in sentences that somebody could repeat it by. */
export function describeMethods(contents: StudyContents, words: ReportWords, figures: Figures): string[] {
  return [
    ...describeData(contents, words, figures),
    ...describeSearch(contents.summary, words, figures),
    ...describeMachine(contents, words, figures),
  ]
}

function describeData({ data, summary }: StudyContents, words: ReportWords, figures: Figures): string[] {
  const { plan } = summary
  if (data === null || !isTraining(plan)) {
    return isTraining(plan) ? [] : [words.commandText(plan.command.line.join(' '))]
  }
  const { version, name } = data
  const { split, recipe } = version.plan
  const { train, validation, test } = version.counts
  const count = (rows: number): string => figures.count(rows)
  const steps = recipe.filter(({ isOff }) => !isOff).map(({ kind }) => kind)
  return [
    words.dataText({
      ...{ name, version: version.number, rows: count(version.rowCount) },
      ...{ train: count(train), validation: count(validation), test: count(test) },
    }),
    words.source(version.source.fileName, version.source.sha256),
    words.splitText(split.kind, version.foldCount, 'seed' in split ? split.seed : 0),
    steps.length === 0 ? words.noRecipe : words.recipeText(steps.join(', ')),
  ]
}

function describeSearch(
  { plan, plannedTrials }: StudySummary,
  words: ReportWords,
  figures: Figures,
): string[] {
  const { sampler, pruner, objective, repeats, budget } = plan
  const seed = 'seed' in sampler ? words.seedText(sampler.seed) : ''
  return [
    words.objectiveText(figures.metric(objective.metric), objective.direction === 'maximize'),
    words.searchText(sampler.kind, seed, plannedTrials, budget.parallel),
    ...(pruner === undefined || pruner.kind === 'none' ? [] : [words.prunerText(pruner.kind)]),
    ...(repeats === undefined || repeats.seeds === 1 ? [] : [words.repeatsText(repeats.seeds)]),
  ]
}

function describeMachine({ best }: StudyContents, words: ReportWords, figures: Figures): string[] {
  const placement = best?.row.placement ?? null
  if (placement === null) return []
  const { engine, version, device, threads } = placement
  const where = [
    [engine, version].filter(Boolean).join(' '),
    device,
    words.threads(threads, figures.count(threads)),
  ]
  return [words.trained(where.join(words.comma))]
}
