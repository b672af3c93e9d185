/** @file For tests: a runner in plain TypeScript, linear or logistic regression by gradient descent. */
import type { CreateRunner, Evaluation, RunnerRequest, TrainingData, Weights } from '../types'

/** Two classes or one number. Starts from zero weights, so the order of rows is all that is random. */
export const createLinearRunner: CreateRunner = (request) => {
  const { inputs, train, training, task } = request
  const featureCount = inputs[0]?.shape[0] ?? 0
  const weights = new Float32Array(featureCount + 1)
  const guess = (data: TrainingData, row: number): number => {
    let sum = weights[featureCount] ?? 0
    for (let index = 0; index < featureCount; index++) sum += weight(weights, index) * cell(data, row, index)
    return task === 'regression' ? sum : 1 / (1 + Math.exp(-sum))
  }
  const trainBatch = (data: TrainingData, rows: Int32Array): number => {
    const slope = new Float64Array(featureCount + 1)
    let loss = 0
    for (const row of rows) {
      const chance = guess(data, row)
      const miss = chance - (data.y[row] ?? 0)
      loss += lossOf(request, chance, data.y[row] ?? 0)
      for (let index = 0; index < featureCount; index++)
        slope[index] = (slope[index] ?? 0) + miss * cell(data, row, index)
      slope[featureCount] = (slope[featureCount] ?? 0) + miss
    }
    slope.forEach((value, index) => {
      weights[index] = weight(weights, index) - (training.learningRate * value) / rows.length
    })
    return loss / rows.length
  }
  const evaluateOn = (data: TrainingData): Evaluation => {
    const predictions = Float32Array.from({ length: data.rows }, (_, row) => guess(data, row))
    const losses = predictions.map((chance, row) => lossOf(request, chance, data.y[row] ?? 0))
    return { loss: losses.reduce((sum, value) => sum + value, 0) / data.rows, predictions }
  }
  let batches = 0
  const named = (): Weights => new Map([['linear', { shape: [featureCount + 1], values: weights.slice() }]])
  const trainOn = (data: TrainingData, order: Int32Array): Promise<Float32Array> => {
    const losses: number[] = []
    batches += Math.ceil(order.length / training.batchSize)
    for (let at = 0; at < order.length; at += training.batchSize) {
      losses.push(trainBatch(data, order.subarray(at, at + training.batchSize)))
    }
    // Like native work, an answer comes with a later turn of the event loop.
    return new Promise((resolve) => setImmediate(() => resolve(Float32Array.from(losses))))
  }
  return Promise.resolve({
    weightCount: featureCount + 1,
    trainChunk: (order) => trainOn(train, order),
    trainRows: (data) =>
      trainOn(
        data,
        Int32Array.from({ length: data.rows }, (_, row) => row),
      ),
    evaluate: (part) =>
      Promise.resolve(evaluateOn(part === 'train' ? (request.trainSample ?? train) : request.validation)),
    weights: () => Promise.resolve(named()),
    state: () =>
      Promise.resolve({ batches, weights: named(), slots: new Map<string, Weights>(), random: null }),
    restore: (state) => {
      weights.set(state.weights.get('linear')?.values ?? [])
      batches = state.batches
      return Promise.resolve(true)
    },
    dispose: () => Promise.resolve(),
  })
}

function weight(weights: Float32Array, index: number): number {
  return weights[index] ?? 0
}

function cell(data: TrainingData, row: number, index: number): number {
  return data.x[row * (data.x.length / data.rows) + index] ?? 0
}

function lossOf({ task }: RunnerRequest, chance: number, truth: number): number {
  return task === 'regression'
    ? (chance - truth) ** 2
    : -Math.log(Math.max(1e-7, truth === 1 ? chance : 1 - chance))
}
