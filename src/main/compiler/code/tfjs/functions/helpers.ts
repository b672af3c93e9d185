/** @file Functions that others of a TensorFlow.js script call, and no layer. */
import type { FunctionFamily } from '../../functional/library'

export type TensorFlowHelper =
  | ('noise' | 'overSteps' | 'aligned' | 'everyNth' | 'convolveByTaps' | 'margined' | 'gelu' | 'silu')
  | ('softmax' | 'identity' | 'stretchAxis')

export type TensorFlowFunctions = FunctionFamily<TensorFlowHelper>
