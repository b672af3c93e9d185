/** @file Covers parts of a row up: words of a text, squares of a picture, steps of a series, features of a table. */
import type { AttributedInput, ExplainRows } from '../../../shared/domain/explain'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { Asked } from '../asking/askTrained'
import type { Reading } from '../predict/rawFrame'
import type { InputRows } from '../types'
import type { Answers, NetworkRows } from './answers'
import { type AttributionTask, type Covered, occlude } from './attributions'
import { describeParts } from './describeParts'
import { createRawSubject } from './rawSubject'
import { predictMade } from './subject'
import { withoutWord, wordsOf } from './words'

interface Around {
  readonly asked: Asked
  readonly answers: Answers
  readonly label: number
  readonly breathe: AttributionTask['breathe']
}

/** Leaves out one word after the other; the whole recipe sees the text without it. @returns an input a column of texts */
export async function coverWords(
  rows: ExplainRows,
  { asked, answers, label, breathe, reading }: Around & { readonly reading: Reading },
): Promise<AttributedInput[]> {
  const { fitted } = asked.meta
  const subject = createRawSubject(rows, fitted, reading)
  const found: AttributedInput[] = []
  for (const [column, read] of fitted.reads.entries()) {
    if (read.kind !== 'text') continue
    const text = String(subject.cell(column, 0) ?? '')
    const words = wordsOf(text)
    const places = [0, ...words.map((word) => subject.addText(column, withoutWord(text, word)))]
    const from = fitted.reads.map((_, at) =>
      at === column ? Int32Array.from(places) : new Int32Array(places.length),
    )
    let done = 0
    const onRows = (count: number): Promise<void> => breathe((done += count), places.length)
    const values = answers.toAnswers(await predictMade({ subject, answers, onRows }, from))
    const width = answers.labels.length
    const base = values[label] ?? 0
    found.push({
      name: read.column,
      kind: 'words',
      shape: [words.length],
      names: words.map((word) => word.text),
      values: words.map((_, at) => base - (values[(at + 1) * width + label] ?? 0)),
    })
  }
  return found
}

/** @param across squares along the longer side of a picture */
export async function coverParts(
  about: Around & { readonly rows: NetworkRows },
  across: number,
): Promise<AttributedInput[]> {
  const { meta } = about.asked
  const all: AttributedInput[] = []
  for (const { spec } of meta.inputs) {
    const own = about.rows.get(spec.name) ?? new Float32Array(0)
    const { covered, shape } = partsOf(spec, own, across)
    const values = await occlude(about, spec.name, covered)
    if (spec.kind === 'tokens' || spec.kind === 'table') {
      all.push(...describeParts(meta, about.rows, new Map([[spec.name, values]])))
    } else {
      const kind = spec.kind === 'image' ? 'picture' : 'steps'
      all.push({ name: spec.name, kind, shape, names: kind === 'steps' ? [''] : [], values: [...values] })
    }
  }
  return all
}

function partsOf(
  spec: InputSpec,
  own: InputRows,
  across: number,
): { readonly covered: Covered[]; readonly shape: number[] } {
  const [first = 1, second = 1] = spec.shape
  if (spec.kind === 'image') return squaresOf(spec.shape, own, across)
  if (spec.kind === 'sequence') {
    const means = Array.from({ length: second }, (_, feature) => meanOf(own, feature, second))
    const covered = Array.from({ length: first }, (_, step) => ({
      places: Array.from({ length: second }, (_one, feature) => step * second + feature),
      fill: (place: number) => means[place % second] ?? 0,
    }))
    return { covered, shape: [first, 1] }
  }
  // Padding, and of scaled numbers the mean.
  const covered = Array.from({ length: first }, (_, place) => ({ places: [place], fill: () => 0 }))
  return { covered, shape: [first] }
}

/** Squares are filled with the mean colour of the picture. */
function squaresOf(
  [height = 1, width = 1, channels = 1]: readonly number[],
  own: InputRows,
  across: number,
): { readonly covered: Covered[]; readonly shape: number[] } {
  const side = Math.max(1, Math.ceil(Math.max(height, width) / across))
  const [rows, columns] = [Math.ceil(height / side), Math.ceil(width / side)]
  const means = Array.from({ length: channels }, (_, channel) => meanOf(own, channel, channels))
  const covered = Array.from({ length: rows * columns }, (_, square) => {
    const [top, left] = [Math.floor(square / columns) * side, (square % columns) * side]
    const places: number[] = []
    for (let y = top; y < Math.min(height, top + side); y++) {
      for (let at = left * channels; at < Math.min(width, left + side) * channels; at++) {
        places.push(y * width * channels + at)
      }
    }
    return { places, fill: (place: number) => means[place % channels] ?? 0 }
  })
  return { covered, shape: [rows, columns] }
}

function meanOf(values: InputRows, first: number, every: number): number {
  let [sum, count] = [0, 0]
  for (let at = first; at < values.length; at += every, count++) sum += values[at] ?? 0
  return sum / Math.max(1, count)
}
