import { describe, expect, it } from 'vitest'
import { buildGradientGraph } from '../../../src/main/compiler/compile/inputGradients'
import { planModel } from '../../../src/main/compiler/compile/modelPlan'
import { evaluateGraph } from '../../../src/main/compiler/reference/evaluateGraph'
import { tensor, type Tensor } from '../../../src/main/compiler/reference/tensor'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { createRandom } from '../../../src/shared/util/random'
import { type GalleryModel, MODEL_GALLERY } from '../../support/modelGallery'

const ROWS = 2
const STEP = 1e-4

/** Everything the graph reads, drawn by chance: nothing stands on a kink. */
function drawFeeds(graph: ReturnType<typeof buildGradientGraph>): Map<string, Tensor> {
  const random = createRandom(5)
  return new Map(
    graph.inputs.map(({ name, value: { type } }) => {
      const shape = type.shape.map((size) => (size === 'batch' ? ROWS : size))
      const count = shape.reduce((product, size) => product * size, 1)
      const draw = (): number => {
        if (type.element === 'int32') return 1 + random.integer(8)
        if (name === 'share') return 0.7
        return name.includes('/') ? 0.4 * random.normal() : random.normal()
      }
      const values = Array.from({ length: count }, draw)
      return [
        name,
        tensor(shape, name.endsWith('variance') ? values.map((value) => Math.abs(value) + 0.1) : values),
      ]
    }),
  )
}

describe('the gradient of an answer', () => {
  it.each(Object.entries(MODEL_GALLERY))('is that of differences in its inputs: %s', (_name, model) => {
    const graph = buildGradientGraph(planModel(model), { of: 'predictions', layer: null })
    const feeds = drawFeeds(graph)
    const valueAt = (changed: ReadonlyMap<string, Tensor>): number => {
      const scores = Array.from(evaluateGraph(graph, changed).get('scores')?.values ?? [])
      const chosen = feeds.get('selection')?.values ?? []
      return scores.reduce((sum, score, index) => sum + score * (chosen[index] ?? 0), 0)
    }
    const slope = (name: string, element: number | null): number => {
      const found = feeds.get(name) ?? tensor([], [])
      const moved = (by: number) =>
        valueAt(
          new Map(feeds).set(name, {
            ...found,
            values: found.values.map((value, index) =>
              element === null || index === element ? value + by : value,
            ),
          }),
        )
      return (moved(STEP) - moved(-STEP)) / (2 * STEP)
    }
    const answers = evaluateGraph(graph, feeds)
    for (const [name, { values }] of answers) {
      if (name.startsWith('gradient:')) {
        for (let element = 0; element < values.length; element += 5) {
          expect(values[element]).toBeCloseTo(slope(name.slice('gradient:'.length), element), 3)
        }
      }
    }
    const changes = [...answers].flatMap(([name, { values }]) =>
      name.startsWith('change:') ? [...values] : [],
    )
    if (changes.length > 0) {
      // All embeddings go their way together: its slope is that of every token added up.
      expect(changes.reduce((sum, value) => sum + value, 0)).toBeCloseTo(slope('share', null), 3)
    }
  })

  it('with respect to a layer is known where the rest is a mean and a sum', () => {
    const model = {
      layers: [
        newLayer('conv2d', 'look', { filters: 3, activation: 'tanh' }),
        newLayer('globalAveragePool', 'mean'),
        newLayer('output', 'output'),
      ],
      inputs: [{ name: 'x', kind: 'image', shape: [5, 4, 1], vocabulary: 0 }],
      output: { kind: 'classes', labels: ['a', 'b', 'c'] },
      task: 'multiclass',
    } as const
    const graph = buildGradientGraph(planModel(model as unknown as GalleryModel), {
      of: 'logits',
      layer: 'look',
    })
    const feeds = drawFeeds(graph)
    feeds.set('selection', tensor([ROWS, 3], [0, 1, 0, 0, 1, 0]))
    const answers = evaluateGraph(graph, feeds)
    const { shape = [], values = [] } = answers.get('gradient') ?? {}
    expect(shape).toEqual(answers.get('activation')?.shape)
    const places = (shape[1] ?? 0) * (shape[2] ?? 0)
    const kernel = feeds.get('output/kernel')?.values ?? []
    values.forEach((value, index) =>
      expect(value).toBeCloseTo((kernel[(index % 3) * 3 + 1] ?? 0) / places, 6),
    )
  })
})
