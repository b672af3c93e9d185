/** @file The graphs of small models, as people read them. */
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../shared/domain/modelSpec'
import type { Output } from '../../../shared/domain/task'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import { printGraph } from '../graph/printGraph'
import { verifyGraph } from '../graph/verifyGraph'
import { buildEvaluationGraph, buildPredictionGraph } from './forwardGraphs'
import { planModel } from './modelPlan'
import { buildTrainingGraph } from './trainingGraph'
import { tableInput } from '../../../shared/domain/modelInput'

const layers: LayerSpec[] = [
  {
    kind: 'dense',
    id: 'hidden',
    units: 8,
    activation: 'relu',
    useBias: true,
    initializer: 'heNormal',
    ...PLAIN_WEIGHTS,
    l2: 0.01,
  },
  { kind: 'dropout', id: 'drop', rate: 0.5 },
  { kind: 'output', id: 'output', useBias: false, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
]
const classifier = planModel({
  layers,
  inputs: [tableInput(4)],
  output: { kind: 'classes', labels: ['a', 'b', 'c'] },
})
const regressor = planModel({ layers: layers.slice(2), inputs: [tableInput(2)], output: { kind: 'number' } })

describe('buildTrainingGraph', () => {
  it('trains a classifier with Adam', () => {
    const { graph, masks, settings } = buildTrainingGraph(classifier, DEFAULT_TRAINING)
    verifyGraph(graph)
    expect(masks).toEqual([{ name: 'mask:drop', shape: [8], width: 8, draw: { kind: 'dropout', rate: 0.5 } }])
    expect(settings).toEqual([{ name: 'l2:hidden/kernel', value: 0.01 }])
    expect(printGraph(graph)).toMatchInlineSnapshot(`
      "%0: f32[batch, 4] = rows x
      %1: i32[batch] = rows y
      %2: f32[64] = carried weights:shared
      %3: f32[batch, 8] = mask mask:drop
      %4: f32[] = setting l2:hidden/kernel
      %5: f32[] = schedule stepSize
      %6: f32[64] = carried m:shared
      %7: f32[64] = carried v:shared
      %8: f32[4, 8], %9: f32[8], %10: f32[8, 3] = unpack %2 shapes=[[4,8],[8],[8,3]]
      %11: f32[batch, 8] = linear %0 %8 %9
      %12: f32[batch, 8] = relu %11
      %13: f32[batch, 8] = multiply %12 %3
      %14: f32[batch, 3] = matMul %13 %10 transposeA=false transposeB=false
      %15: f32[] = softmaxCrossEntropy %14 %1
      %16: f32[] = sumOfSquares %8
      %17: f32[] = multiply %16 %4
      %18: f32[] = add %15 %17
      %19: f32[] = constant value=2 shape=[]
      %20: f32[] = multiply %4 %19
      %21: f32[4, 8] = multiply %8 %20
      %22: f32[batch, 3] = softmaxCrossEntropyGrad %14 %1
      %23: f32[batch, 8] = matMul %22 %10 transposeA=false transposeB=true
      %24: f32[8, 3] = matMul %13 %22 transposeA=true transposeB=false
      %25: f32[batch, 8] = multiply %23 %3
      %26: f32[batch, 8] = step %12
      %27: f32[batch, 8] = multiply %25 %26
      %28: f32[4, 8] = matMul %0 %27 transposeA=true transposeB=false
      %29: f32[8] = sumTo %27 shape=[8]
      %30: f32[4, 8] = add %21 %28
      %31: f32[64] = pack %30 %29 %24
      %32: f32[64], %33: f32[64], %34: f32[64] = adamUpdate %2 %6 %7 %31 %5 beta1=0.9 beta2=0.999 epsilon=0.000003162277660168378
      loss = %18
      weights:shared = %32
      m:shared = %33
      v:shared = %34"
    `)
  })

  it('trains a line with momentum', () => {
    const { graph, settings } = buildTrainingGraph(regressor, { ...DEFAULT_TRAINING, optimizer: 'sgd' })
    verifyGraph(graph)
    expect(settings).toEqual([
      { name: 'stepSize', value: 0.001 },
      { name: 'momentum', value: 0.9 },
    ])
    expect(printGraph(graph)).toMatchInlineSnapshot(`
      "%0: f32[batch, 2] = rows x
      %1: f32[batch, 1] = rows y
      %2: f32[2, 1] = carried weights:output/kernel
      %3: f32[] = setting stepSize
      %4: f32[2, 1] = carried m:output/kernel
      %5: f32[] = setting momentum
      %6: f32[batch, 1] = matMul %0 %2 transposeA=false transposeB=false
      %7: f32[] = meanSquaredError %6 %1
      %8: f32[batch, 1] = meanSquaredErrorGrad %6 %1
      %9: f32[2, 1] = matMul %0 %8 transposeA=true transposeB=false
      %10: f32[2, 1], %11: f32[2, 1] = momentumUpdate %2 %4 %9 %3 %5
      loss = %7
      weights:output/kernel = %10
      m:output/kernel = %11"
    `)
  })
})

describe('what is on', () => {
  const base: TrainingSpec = { ...DEFAULT_TRAINING, optimizer: 'adamw' }
  const namesOf = (training: TrainingSpec) => {
    const { settings, schedules } = buildTrainingGraph(regressor, training)
    return { settings: settings.map(({ name }) => name), schedules: schedules.map(({ name }) => name) }
  }
  const kindsOf = (change: Partial<TrainingSpec>) =>
    buildTrainingGraph(regressor, { ...DEFAULT_TRAINING, ...change }).graph.nodes.map(({ kind }) => kind)

  it('is fed a number a step only where it changes from step to step', () => {
    expect(namesOf(base)).toEqual({ settings: ['keep'], schedules: ['stepSize'] })
    expect(namesOf({ ...base, schedule: 'cosine' })).toEqual({
      settings: [],
      schedules: ['stepSize', 'keep'],
    })
    expect(namesOf({ ...base, optimizer: 'sgd', schedule: 'step' })).toEqual({
      settings: ['momentum'],
      schedules: ['stepSize'],
    })
  })

  it('adds nothing while it is off', () => {
    const plain = kindsOf({})
    expect(kindsOf({ schedule: 'cosine', warmupEpochs: 3 })).toEqual(plain)
    expect(kindsOf({ labelSmoothing: 0.2, focalGamma: 5, classWeights: 'balanced' })).toEqual(plain)
    expect(kindsOf({ loss: 'mse', weightDecay: 0.5, nesterov: true })).toEqual(plain)
  })

  it('clips all gradients together', () => {
    expect(kindsOf({ clipValue: 0.5, clipNorm: 1 })).toEqual(
      expect.arrayContaining(['clip', 'sumOfSquares', 'clipFactor']),
    )
  })

  it('keeps a kernel with a limit in a tensor of its own', () => {
    const limited = { ...layers[0], maxNorm: 2 } as LayerSpec
    const output: Output = { kind: 'classes', labels: ['a', 'b', 'c'] }
    const plan = planModel({ layers: [limited, ...layers.slice(1)], inputs: [tableInput(4)], output })
    expect(plan.groups.map(({ name }) => name)).toEqual(['shared', 'hidden/kernel'])
  })
})

describe('buildEvaluationGraph', () => {
  it('neither drops nor penalises', () => {
    const graph = buildEvaluationGraph(classifier)
    verifyGraph(graph)
    expect(printGraph(graph)).toMatchInlineSnapshot(`
      "%0: f32[batch, 4] = rows x
      %1: i32[batch] = rows y
      %2: f32[64] = setting weights:shared
      %3: f32[4, 8], %4: f32[8], %5: f32[8, 3] = unpack %2 shapes=[[4,8],[8],[8,3]]
      %6: f32[batch, 8] = linear %0 %3 %4
      %7: f32[batch, 8] = relu %6
      %8: f32[batch, 3] = matMul %7 %5 transposeA=false transposeB=false
      %9: f32[] = softmaxCrossEntropy %8 %1
      %10: f32[batch, 3] = softmax %8
      loss = %9
      predictions = %10"
    `)
  })
})

describe('buildPredictionGraph', () => {
  it('takes every parameter by its own name', () => {
    const graph = buildPredictionGraph(classifier)
    verifyGraph(graph)
    expect(printGraph(graph)).toMatchInlineSnapshot(`
      "%0: f32[batch, 4] = rows x
      %1: f32[4, 8] = setting hidden/kernel
      %2: f32[8] = setting hidden/bias
      %3: f32[8, 3] = setting output/kernel
      %4: f32[batch, 8] = linear %0 %1 %2
      %5: f32[batch, 8] = relu %4
      %6: f32[batch, 3] = matMul %5 %3 transposeA=false transposeB=false
      %7: f32[batch, 3] = softmax %6
      predictions = %7"
    `)
  })
})
