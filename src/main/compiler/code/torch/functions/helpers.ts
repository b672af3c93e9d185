/** @file Functions that others of a PyTorch script call, and no layer. */
import type { FunctionFamily } from '../../functional/library'

export type TorchHelper = 'noise' | 'overSteps' | 'aligned'

export type TorchFunctions = FunctionFamily<TorchHelper>
