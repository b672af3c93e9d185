/** @file How a script that is made of functions is spelled: in Python for PyTorch, in TypeScript for TensorFlow.js. */
import type { ActivationName } from '../../../../shared/domain/modelSpec'

/** Code that stands for a value. */
export interface Code {
  readonly code: string
}

export type Argument = Code | number | boolean | string | null | readonly Argument[]

/** Functions that scripts are made of; each framework has all of them. */
export const FUNCTION_NAMES = [
  'dense',
  'leakyRelu',
  'prelu',
  'conv1d',
  'conv2d',
  'separableConv1d',
  'conv2dTranspose',
  'maxPool1d',
  'maxPool2d',
  'averagePool1d',
  'averagePool2d',
  'globalMaxPool',
  'globalAveragePool',
  'upSample1d',
  'upSample2d',
  'reshape',
  'permute',
  'repeatVector',
  'crop',
  'pad',
  'embedding',
  'tokenMask',
  'stepMask',
  'masked',
  'simpleRnn',
  'gru',
  'lstm',
  'stepAt',
  'dropout',
  'gaussianNoise',
  'batchNorm',
  'layerNorm',
  'groupNorm',
  'attention',
  'sinusoids',
  'addPositions',
  'addAll',
  'multiplyAll',
  'concatenate',
  'bothMask',
  'eitherMask',
  'average',
] as const
export type FunctionName = (typeof FUNCTION_NAMES)[number]

export interface Dialect {
  /** The name of an activation as a function of one tensor; null for none. */
  readonly activations: Readonly<Record<ActivationName, string>>
  literal(value: number | boolean | string | null): string
  /** An assignment of a new name. */
  assign(name: string, code: string): string
}

export const PYTHON: Pick<Dialect, 'literal' | 'assign'> = {
  literal: (value) => {
    if (value === null) return 'None'
    if (typeof value === 'boolean') return value ? 'True' : 'False'
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  },
  assign: (name, code) => `${name} = ${code}`,
}

export const TYPESCRIPT: Pick<Dialect, 'literal' | 'assign'> = {
  literal: (value) => JSON.stringify(value),
  assign: (name, code) => `const ${name} = ${code}`,
}
