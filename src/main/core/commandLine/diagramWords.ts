/** @file What diagrams say on the command line. */
import type { DiagramWords } from '../../../shared/diagram'

const count = (value: number): string => new Intl.NumberFormat('en').format(value)

/** `averagePool2d` as `Average pool 2D`, `crossEntropy` as `cross entropy`. */
function spaced(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/(\d)d$/, ' $1D')
}

const KNOWN: Readonly<Record<string, string>> = { gru: 'GRU', lstm: 'LSTM', data: 'Data', latent: 'Noise' }
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

export const DIAGRAM_WORDS: DiagramWords = {
  layer: (kind) => KNOWN[kind] ?? capital(spaced(kind)),
  setting: (name, value) =>
    name === 'activation' || name === 'direction' ? String(value) : `${spaced(name)} ${value}`,
  weights: (n) => `${count(n)} ${n === 1 ? 'weight' : 'weights'}`,
  shape: (sizes) => sizes.map(count).join(' × '),
  repeated: (name, n) => `${name} × ${n}`,
  maker: 'Generator',
  judge: 'Discriminator',
  made: 'made rows',
  again: 'again',
  loop: {
    data: 'Data',
    rows: (train, validation) => `${count(train)} training rows, ${count(validation)} for validation`,
    recipe: 'Preparation',
    recipeSteps: (kinds) => kinds.map(spaced).join(', '),
    noRecipe: 'as the data is',
    folds: 'Folds',
    foldCount: (n) => `${n} folds`,
    batches: 'Batches',
    batchSize: (n) => `${count(n)} rows each`,
    shuffled: 'in a new order every epoch',
    augmented: 'changed by chance',
    forward: 'Forward',
    model: 'the model predicts',
    loss: 'Loss',
    lossName: spaced,
    penalties: 'and penalties on weights',
    backward: 'Backward',
    derivatives: 'derivatives of all weights',
    accumulated: (n) => `the mean of ${n} batches`,
    clip: 'Clip',
    clipValue: (n) => `each at most ${n}`,
    clipNorm: (n) => `all together at most ${n} long`,
    optimizer: 'Update',
    optimizerName: spaced,
    learningRate: (n) => `learning rate ${n}`,
    schedule: (name) => `schedule: ${spaced(name)}`,
    evaluate: 'Evaluate',
    validation: 'on the validation rows',
    metric: (name) => `objective: ${spaced(name)}`,
    decide: 'Go on?',
    best: 'the best epoch is kept',
    patience: (n) => `ends after ${n} epochs without gain`,
    pruner: (name) => `pruner: ${spaced(name)}`,
    nextBatch: 'next batch',
    nextEpoch: (n) => `next of ${count(n)} epochs`,
    done: 'Done',
    keep: 'weights of the best epoch',
  },
}
