/** @file The functions of a PyTorch script: tensors lie as in the data, channels last; kernels as Fettle keeps them. */
import type { Library } from '../../functional/library'
import { attentionFunctions } from './attention'
import { basicFunctions } from './basic'
import { convolutionFunctions } from './convolution'
import type { TorchHelper } from './helpers'
import { mergingFunctions } from './merging'
import { poolingFunctions } from './pooling'
import { recurrentFunctions } from './recurrent'
import { regularFunctions } from './regular'
import { sequenceFunctions } from './sequence'
import { shapingFunctions } from './shaping'

export const TORCH_LIBRARY: Library<TorchHelper> = {
  ...basicFunctions,
  ...convolutionFunctions,
  ...poolingFunctions,
  ...shapingFunctions,
  ...sequenceFunctions,
  ...recurrentFunctions,
  ...regularFunctions,
  ...attentionFunctions,
  ...mergingFunctions,
}
