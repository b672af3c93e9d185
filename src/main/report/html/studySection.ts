/** @file What a report says of one study. */
import type { MetricName } from '../../../shared/domain/metric'
import { isTraining } from '../../../shared/domain/study'
import { curvesOption, historyOption, importanceOption } from '../charts/options'
import { toSvg } from '../charts/toSvg'
import type { StudyContents } from '../contents'
import { chart, paragraphs, table, tiles } from './blocks'
import { html, type Markup } from './markup'
import { describeMethods } from './methods'
import { modelSection } from './modelSection'
import { writeNote } from './note'
import { testSection } from './testSection'
import type { Writer } from './writer'

/** Trials of the board that a report shows. */
const MOST_ROWS = 20
const WIDE = { width: 820, height: 260 }

/** Everything a report says of one study, from its figures to the sealed test. */
export async function studySection(contents: StudyContents, writer: Writer): Promise<Markup> {
  const { words, figures } = writer
  const note = await writeNote(contents.note.note)
  return html`
    ${summaryTiles(contents, writer)}
    ${
      note &&
      html`<h3>${words.note}</h3>
        ${note}`
    }
    <h3>${words.methods}</h3>
    ${paragraphs(describeMethods(contents, words, figures))}
    <h3>${words.space}</h3>
    ${spaceTable(contents, writer)} ${await historyChart(contents, writer)}
    ${await importanceChart(contents, writer)} ${boardTable(contents, writer)}
    ${modelSection(contents, writer)} ${await bestCurves(contents, writer)} ${failures(contents, writer)}
    ${await testSection(contents, writer)}
  `
}

function summaryTiles({ summary }: StudyContents, { words, figures }: Writer): Markup {
  const { best, defaultValue, counts, elapsedMs, plan } = summary
  const { metric } = plan.objective
  return tiles([
    [figures.score(metric, best?.value), words.bestOf(figures.metric(metric))],
    ...(defaultValue === null ? [] : [[figures.score(metric, defaultValue), words.withDefaults] as const]),
    [figures.count(counts.complete), words.complete],
    ...(counts.pruned === 0 ? [] : [[figures.count(counts.pruned), words.pruned] as const]),
    ...(counts.failed === 0 ? [] : [[figures.count(counts.failed), words.failed] as const]),
    [figures.duration(elapsedMs), words.runningTime],
  ])
}

function spaceTable({ space, best }: StudyContents, { words, figures }: Writer): Markup {
  if (space.parameters.length === 0) return paragraphs([words.nothingSearched])
  return html`${table(
    [words.setting, words.searched, words.inBest],
    space.parameters.map(({ name, domain }) => [
      html`<code>${name}</code>`,
      figures.domain(domain),
      figures.value(best?.row.assignment[name]),
    ]),
  )}${(space.constraints ?? []).map((constraint) => html`<p><code>${constraint}</code></p>`)}`
}

async function historyChart(
  { summary, trials }: StudyContents,
  { words, figures }: Writer,
): Promise<Markup | null> {
  if (summary.counts.complete < 2) return null
  const { objective } = summary.plan
  const option = historyOption(trials, objective, {
    trial: words.trial,
    metric: figures.metric(objective.metric),
    bestSoFar: words.historyLine,
  })
  return html`<h3>${words.history}</h3>
    ${chart(words.history, await toSvg(option, WIDE))}`
}

async function importanceChart({ importance }: StudyContents, { words }: Writer): Promise<Markup | null> {
  if (importance === null) return null
  const { parameters, trials } = importance
  const height = 40 + 26 * Math.min(12, parameters.length)
  const svg = await toSvg(importanceOption(parameters), { ...WIDE, height })
  return html`<h3>${words.importance}</h3>
    ${chart(words.importanceText(trials), svg)}`
}

function boardTable({ ranked, summary, space }: StudyContents, { words, figures }: Writer): Markup | null {
  if (ranked.length === 0) return null
  const { metric } = summary.plan.objective
  const names = space.parameters.map(({ name }) => name)
  const shown = ranked.slice(0, MOST_ROWS)
  const hasDeviation = shown.some(({ deviation }) => deviation !== null)
  const rows = shown.map((row) => [
    String(row.number),
    figures.score(metric, row.value) +
      (hasDeviation && row.deviation !== null ? ` ± ${figures.score(metric, row.deviation)}` : ''),
    row.bestStep === null ? '–' : String(row.bestStep),
    ...names.map((name) => figures.value(row.assignment[name])),
  ])
  const epoch = isTraining(summary.plan) ? words.epoch : words.step
  return html`<h3>${words.board}</h3>
    <p class="second">${words.boardOf(shown.length, figures.count(ranked.length))}</p>
    ${table([words.trial, figures.metric(metric), epoch, ...names], rows, [0, 1, 2])}`
}

async function bestCurves(
  { best, summary }: StudyContents,
  { words, figures }: Writer,
): Promise<Markup | null> {
  if (best === null || best.steps.length < 2) return null
  const { plan } = summary
  const names: MetricName[] = [...new Set<MetricName>([plan.objective.metric, 'loss'])]
  const step = isTraining(plan) ? words.epoch : words.step
  const charts: Markup[] = []
  for (const name of names) {
    const option = curvesOption(best.steps, name, {
      step,
      train: words.trainPart,
      validation: words.validationPart,
    })
    charts.push(chart(figures.metric(name), await toSvg(option, WIDE)))
  }
  return html`<h3>${words.curves}</h3>
    ${charts}`
}

function failures({ trials }: StudyContents, { words, figures }: Writer): Markup | null {
  const counts = new Map<string, number>()
  for (const { state, reason } of trials) {
    if (state !== 'failed' || reason === null) continue
    counts.set(reason.code, (counts.get(reason.code) ?? 0) + 1)
  }
  if (counts.size === 0) return null
  const rows = [...counts].sort((left, right) => right[1] - left[1]).slice(0, MOST_ROWS)
  return html`<h3>${words.failures}</h3>
    ${table(
      [words.reason, words.count],
      rows.map(([code, count]) => [html`<code>${code}</code>`, figures.count(count)]),
      [1],
    )}`
}
