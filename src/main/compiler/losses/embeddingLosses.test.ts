import { describe, expect, it } from 'vitest'
import figures from '../../../../test/fixtures/embeddingFigures.json'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import { differentiate } from '../autodiff/differentiate'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats, integers } from '../graph/tensorType'
import { headOf } from '../layers/head'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { addLoss } from './addLoss'

const CLASSES = 4
const WIDTH = 3
const LABELS = ['a', 'b', 'c', 'd']

function evaluateLoss(settings: Partial<TrainingSpec>, labels: readonly number[] = figures.labels) {
  const training = { ...DEFAULT_TRAINING, mode: 'embedding', embeddingSize: WIDTH, ...settings } as const
  const head = headOf({ output: { kind: 'classes', labels: LABELS }, training })
  const builder = new GraphBuilder()
  const logits = builder.input('rows', 'rows', floats('batch', WIDTH))
  const targets = builder.input('y', 'rows', integers('batch'))
  const proxies = builder.input('proxies', 'setting', floats(CLASSES, WIDTH))
  const loss = addLoss(builder, head, { logits, targets, classWeights: null, proxies })
  const hasProxies = head.loss === 'cosFace' || head.loss === 'arcFace'
  builder.output('loss', loss)
  differentiate(builder, loss, { targets: hasProxies ? [logits, proxies] : [logits] }).forEach(
    (slope, index) => builder.output(`slope${index}`, slope),
  )
  const found = evaluateGraph(
    builder.build(),
    new Map([
      ['rows', tensor([labels.length, WIDTH], figures.rows.slice(0, labels.length * WIDTH))],
      ['y', tensor([labels.length], labels)],
      ['proxies', tensor([CLASSES, WIDTH], figures.proxies)],
    ]),
  )
  return {
    loss: found.get('loss')?.values[0] ?? NaN,
    rowSlopes: [...(found.get('slope0')?.values ?? [])],
    proxySlopes: [...(found.get('slope1')?.values ?? [])],
  }
}

const CASES = Object.entries(figures.losses).map(([name, expected]) => {
  const loss = name.startsWith('triplet') ? 'triplet' : name
  return { name, expected, settings: { loss, ...expected.settings } as Partial<TrainingSpec> }
})

function expectNear(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, index) => expect(value, `element ${index}`).toBeCloseTo(expected[index] ?? NaN, 4))
}

describe('losses of embeddings', () => {
  it.each(CASES)('$name has the value and the slopes of its paper’s formula', ({ settings, expected }) => {
    const found = evaluateLoss(settings)
    expect(found.loss).toBeCloseTo(expected.loss, 5)
    expectNear(found.rowSlopes, expected.rowSlopes)
    if (found.proxySlopes.length > 0) expectNear(found.proxySlopes, expected.proxySlopes)
  })

  it.each(['supervisedContrastive', 'contrastive', 'triplet'] as const)(
    '%s of a batch without two rows of a class, and of one with a single class, is finite',
    (loss) => {
      for (const labels of [[0, 1, 2, 3], [2, 2, 2], [1]]) {
        const found = evaluateLoss({ loss }, labels)
        expect(Number.isFinite(found.loss), `${labels}`).toBe(true)
        expect(found.rowSlopes.every(Number.isFinite), `${labels}`).toBe(true)
      }
      expect(evaluateLoss({ loss: 'supervisedContrastive' }, [0, 1, 2, 3]).loss).toBe(0)
    },
  )
})
