/** @file What a report says of the best model. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { StudyContents } from '../contents'
import { paragraphs, table } from './blocks'
import { html, type Markup } from './markup'
import type { Writer } from './writer'

/** The layers of the winner and how it was trained; what is as usual is left out. */
export function modelSection({ best }: StudyContents, { words, figures }: Writer): Markup | null {
  if (best?.spec === null || best === null) return null
  const { layers, training } = best.spec
  const settings = (of: object): string =>
    Object.entries(of)
      .map(([name, value]) => `${name} ${write(value, figures.number)}`)
      .join(', ')
  const count = best.row.weightCount
  return html`<h3>${words.model}</h3>
    ${count === null ? null : paragraphs([words.weights(figures.count(count))])}
    ${table(
      [words.layer, words.kind, words.settings],
      layers.map((layer) => [layer.id, html`<code>${layer.kind}</code>`, settings(settingsOf(layer))]),
    )}
    <p>${words.training}: ${settings(changed(training))}</p>`
}

function settingsOf(layer: LayerSpec): object {
  return Object.fromEntries(Object.entries(layer).filter(([name]) => name !== 'id' && name !== 'kind'))
}

/** What a reader would not guess: always the main settings, the others where they differ from the usual. */
const MAIN: readonly (keyof TrainingSpec)[] = ['optimizer', 'learningRate', 'batchSize', 'epochs']

function changed(training: TrainingSpec): object {
  const isTold = ([name, value]: [string, unknown]): boolean =>
    MAIN.some((main) => main === name) ||
    JSON.stringify(value) !== JSON.stringify((DEFAULT_TRAINING as Readonly<Record<string, unknown>>)[name])
  return Object.fromEntries(Object.entries(training).filter(isTold))
}

function write(value: unknown, number: (value: number) => string): string {
  if (typeof value === 'number') return number(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
