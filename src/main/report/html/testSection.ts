/** @file What a report says of the sealed rows. */
import { baselineMetric, type ClassReport, type TestReport } from '../../../shared/domain/report'
import { isMetricName } from '../../../shared/domain/metric'
import { isTraining } from '../../../shared/domain/study'
import { pointsOption } from '../charts/options'
import { toSvg } from '../charts/toSvg'
import type { StudyContents } from '../contents'
import { chart, paragraphs, table } from './blocks'
import { html, type Markup } from './markup'
import type { Writer } from './writer'

const SQUARE = { width: 460, height: 380 }

/** What the sealed rows said, or why no figure of a report is of them. */
export async function testSection({ test, summary }: StudyContents, writer: Writer): Promise<Markup | null> {
  const { words, figures } = writer
  if (!isTraining(summary.plan)) return null
  if (test === null)
    return html`<h3>${words.test}</h3>
      ${paragraphs([words.testNever])}`
  const rows = Object.entries(test.metrics).flatMap(([name, value]) =>
    isMetricName(name)
      ? [[figures.metric(name), figures.score(name, value), figures.score(name, test.validation[name])]]
      : [],
  )
  return html`<h3>${words.test}</h3>
    ${paragraphs([words.testText(test.trialNumber, figures.day(test.openedAt), figures.count(test.rowCount))])}
    ${table([words.metric, words.onTest, words.onValidation], rows, [1, 2])}
    <p>
      ${words.baseline}: ${figures.metric(baselineMetric(test))}
      ${figures.score(baselineMetric(test), test.baseline)}
    </p>
    ${await details(test, writer)}`
}

async function details({ report }: TestReport, { words, figures }: Writer): Promise<Markup | null> {
  if (report.kind === 'classes') return confusion(report, words.confusion, figures.count)
  if (report.kind !== 'number' || report.points.length === 0) return null
  const svg = await toSvg(pointsOption(report.points, words), SQUARE)
  return chart(`${words.predicted} / ${words.actual}`, svg)
}

function confusion(
  { labels, confusion: counts }: ClassReport,
  caption: string,
  count: (n: number) => string,
): Markup {
  const rows = counts.map((row, actual) => [
    labels[actual] ?? '',
    ...row.map((cell, predicted) =>
      actual === predicted ? html`<span class="hit">${count(cell)}</span>` : count(cell),
    ),
  ])
  return html`<p>${caption}</p>
    ${table(
      ['', ...labels],
      rows,
      labels.map((_, index) => index + 1),
    )}`
}
