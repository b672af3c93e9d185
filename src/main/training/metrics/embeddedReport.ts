/** @file What opening the sealed test rows shows of an embedding. */
import type { MatchedTest } from '../../../shared/domain/matching'
import { identifyPart } from '../matching/identify'
import type { Vectors } from '../matching/vectors'
import { countConfusion, scoreClasses } from './classes'
import { measureEmbedding } from './embedded'
import { guessCommonest, type TestFigures } from './testReport'
import { wilsonInterval } from '../wilson'

export interface EmbeddedTest {
  readonly train: Vectors
  readonly test: Vectors
  readonly labels: readonly string[]
  readonly loss: number
  readonly matched: MatchedTest | null
}

/** Rows of `confusion` are the classes of the rows, columns those of their nearest training rows. */
export function buildEmbeddedFigures({ train, test, labels, loss, matched }: EmbeddedTest): TestFigures {
  const found = identifyPart(test, train)
  const actual = found.map((row) => row.actual)
  const confusion = countConfusion(
    actual,
    found.map((row) => row.found),
    labels.length,
  )
  const right = found.filter((row) => row.found === row.actual).length
  const toRows = (vectors: Vectors) => ({
    evaluation: { loss, predictions: vectors.values },
    y: Float32Array.from(vectors.classes),
  })
  const trainY = Float32Array.from(train.classes)
  return {
    rowCount: test.rows,
    metrics: measureEmbedding(toRows(test), toRows(train)),
    accuracyInterval: found.length === 0 ? null : wilsonInterval(right, found.length),
    baseline: guessCommonest({ trainY, y: Float32Array.from(actual) }),
    report: {
      kind: 'classes',
      labels: [...labels],
      confusion: confusion.map((line) => [...line]),
      perClass: scoreClasses(confusion).map((scores, index) => ({ label: labels[index] ?? '', ...scores })),
    },
    ...(matched === null ? {} : { matched }),
  }
}
