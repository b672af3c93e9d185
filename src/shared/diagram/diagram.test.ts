import { describe, expect, it } from 'vitest'
import { GALLERY } from '../../../test/support/modelGallery'
import { inspectModel } from '../../main/compiler'
import { DIAGRAM_WORDS as words } from '../../main/core/commandLine/diagramWords'
import type { DiagramLayer, ModelDiagram } from '../domain/modelDiagram'
import type { LayerSpec } from '../domain/modelSpec'
import { DEFAULT_TRAINING } from '../domain/trainingSpec'
import { drawLoop } from './drawLoop'
import { drawModel } from './drawModel'
import { layoutDiagram, type PlacedDiagram } from './layout'
import { writeMermaid } from './mermaid'
import { writeSvg } from './svg'

const LOOP: ModelDiagram['loop'] = {
  ...{
    dataName: 'iris',
    rows: { train: 96, validation: 24 },
    recipe: ['impute'],
    isAugmented: false,
    folds: 3,
  },
  ...{
    training: { ...DEFAULT_TRAINING, clipNorm: 1, schedule: 'cosine', patience: 5 },
    loss: 'crossEntropy',
  },
  ...{ hasPenalties: true, metric: 'accuracy', pruner: 'median' },
}

const plain = { settings: [], repeat: null, network: 0 } as const

function toDiagram(
  layers: readonly LayerSpec[],
  shapes: ReadonlyMap<string, readonly number[]>,
): ModelDiagram {
  const data: DiagramLayer = {
    id: 'data:x',
    kind: 'data',
    reads: [],
    shape: [4],
    weights: 0,
    ...plain,
    settings: [],
  }
  const own = layers.map((layer, index): DiagramLayer => {
    const before = layers[index - 1]?.id ?? 'data:x'
    const named = layer.kind === 'input' ? ['data:x'] : (layer.inputs ?? [before])
    const shape = [...(shapes.get(layer.id) ?? [])]
    return { id: layer.id, kind: layer.kind, reads: named, shape, weights: 5, ...plain, settings: [] }
  })
  return { layers: [data, ...own], isAdversarial: false, loop: LOOP }
}

const MODELS = GALLERY.map(([name, model]) => {
  const { layers } = inspectModel({ ...model, batchSize: 4, optimizer: 'adam' })
  return [
    name,
    toDiagram(model.layers, new Map(layers.map(({ id, outputShape }) => [id, outputShape]))),
  ] as const
})

function overlaps({ nodes }: PlacedDiagram): string[] {
  return nodes.flatMap((one, index) =>
    nodes.slice(index + 1).flatMap((other) => {
      const isApart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y
      return isApart ? [] : [`${one.id} and ${other.id}`]
    }),
  )
}

describe('layoutDiagram', () => {
  it.each(MODELS)('puts the boxes of %s apart, and each below what it reads', (_name, model) => {
    const placed = layoutDiagram(drawModel(model, { words }))
    expect(overlaps(placed)).toEqual([])
    const bottoms = new Map(placed.nodes.map(({ id, y, height }) => [id, y + height]))
    const tops = new Map(placed.nodes.map(({ id, y }) => [id, y]))
    for (const { from, to } of placed.edges.filter(({ isBack }) => isBack !== true)) {
      expect(bottoms.get(from), `${from} → ${to}`).toBeLessThan(tops.get(to) ?? 0)
    }
  })

  it.each(MODELS)('keeps all of %s within the drawing', (_name, model) => {
    const { width, height, nodes, groups, edges } = layoutDiagram(drawModel(model, { words }))
    const ends = [...nodes, ...groups].flatMap((box) => [
      { x: box.x, y: box.y },
      { x: box.x + box.width, y: box.y + box.height },
    ])
    const points = [...ends, ...edges.flatMap((edge) => edge.points)]
    expect(points.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height)).toEqual([])
  })

  it('has an arrow for everything that is read, and one around each recurrent layer', () => {
    for (const [, model] of MODELS) {
      const { edges } = drawModel(model, { words })
      const reads = new Set(
        model.layers.flatMap(({ id, reads: names }) => names.map((name) => `${name} ${id}`)),
      )
      const recurrent = model.layers.filter(({ kind }) => ['simpleRnn', 'gru', 'lstm'].includes(kind))
      expect(edges).toHaveLength(reads.size + recurrent.length)
    }
  })

  it('ends also where boxes read each other in a circle', () => {
    const node = (id: string) => ({ id, title: id, lines: [], tone: 'plain' as const, group: null })
    const edges = ['a b', 'b c', 'c a'].map((pair) => ({ from: pair[0] ?? '', to: pair[2] ?? '' }))
    expect(layoutDiagram({ nodes: ['a', 'b', 'c'].map(node), edges, groups: [] }).nodes).toHaveLength(3)
  })

  it('places nothing where there is nothing', () => {
    expect(layoutDiagram({ nodes: [], edges: [], groups: [] }).nodes).toEqual([])
  })
})

describe('drawModel', () => {
  const copy = (id: string, number: number, reads: string): DiagramLayer => ({
    ...{ id, kind: 'dense', reads: [reads], shape: [8], weights: 10, network: 0 },
    ...{ settings: [{ name: 'units', value: 8 }], repeat: { id: 'stack', copy: number, layer: 'hidden' } },
  })
  const model: ModelDiagram = {
    layers: [
      { id: 'data:x', kind: 'data', reads: [], shape: [4], weights: 0, ...plain, settings: [] },
      copy('hidden1', 0, 'data:x'),
      copy('hidden2', 1, 'hidden1'),
      copy('hidden3', 2, 'hidden2'),
      { id: 'output', kind: 'output', reads: ['hidden3'], shape: [3], weights: 27, ...plain, settings: [] },
    ],
    isAdversarial: false,
    loop: LOOP,
  }

  it('draws what is repeated once, in a frame, with the weights of all copies', () => {
    const graph = drawModel(model, { words })
    expect(graph.nodes.map(({ id }) => id)).toEqual(['data:x', 'hidden1', 'output'])
    expect(graph.nodes[1]?.lines).toContain('8 · 30 weights')
    expect(graph.groups).toEqual([{ id: 'stack', label: 'stack × 3' }])
    expect(graph.edges.filter(({ isBack }) => isBack)).toEqual([
      { from: 'hidden1', to: 'hidden1', isBack: true, label: 'again' },
    ])
  })

  it('draws all copies where it is asked to', () => {
    expect(drawModel(model, { words, isUnrolled: true }).nodes).toHaveLength(5)
  })

  it('joins the two networks of adversarial training', () => {
    const layer = (id: string, network: number, reads: readonly string[], kind = 'dense'): DiagramLayer => ({
      ...{ id, kind, reads: [...reads], shape: [2], weights: 1, settings: [], repeat: null, network },
    })
    const two: ModelDiagram = {
      layers: [
        layer('latent', 0, [], 'latent'),
        layer('made', 0, ['latent'], 'output'),
        layer('real:x', 1, [], 'data'),
        layer('judge', 1, ['real:x']),
      ],
      isAdversarial: true,
      loop: LOOP,
    }
    const { edges, groups } = drawModel(two, { words })
    expect(edges).toContainEqual({ from: 'made', to: 'judge', label: 'made rows' })
    expect(groups.map(({ label }) => label)).toEqual(['Generator', 'Discriminator'])
  })
})

describe('drawLoop', () => {
  it('tells the settings of the study, and goes around for batches and for epochs', () => {
    const { nodes, edges } = drawLoop(LOOP, words)
    const text = nodes.flatMap(({ title, lines }) => [title, ...lines]).join('\n')
    for (const told of [
      '32 rows each',
      'cross entropy',
      'schedule: cosine',
      'all together at most 1 long',
      '3 folds',
    ]) {
      expect(text).toContain(told)
    }
    expect(edges.filter(({ isBack }) => isBack).map(({ label }) => label)).toEqual([
      'next batch',
      'next of 30 epochs',
    ])
  })

  it('has no box for what the study does not do', () => {
    const training = { ...LOOP.training, clipNorm: 0 }
    expect(drawLoop({ ...LOOP, training }, words).nodes.map(({ id }) => id)).not.toContain('clip')
  })
})

describe('writeSvg and writeMermaid', () => {
  it('write every box and keep signs of their languages out of names', () => {
    const node = { id: 'a', title: 'x < "y" & z', lines: ['1'], tone: 'plain' as const, group: null }
    const graph = { nodes: [node], edges: [], groups: [] }
    expect(writeSvg(layoutDiagram(graph), 'a & b')).toContain('x &lt; &quot;y&quot; &amp; z')
    expect(writeMermaid(graph)).toBe('flowchart TB\n  n0["x #lt; #quot;y#quot; & z<br/>1"]\n')
  })
})
