/** @file What becomes one of several tensors in PyTorch. */
import type { TorchFunctions } from './helpers'

export const mergingFunctions = {
  aligned: {
    text: `
def aligned(values):
    """Gives all as many axes as the one with most has, the new ones behind the rows."""
    rank = max(x.dim() for x in values)
    return [x.reshape(len(x), *[1] * (rank - x.dim()), *x.shape[1:]) for x in values]`,
  },
  addAll: {
    needs: ['aligned'],
    text: `
def addAll(values):
    return sum(aligned(values))`,
  },
  multiplyAll: {
    needs: ['aligned'],
    text: `
def multiplyAll(values):
    return math.prod(aligned(values))`,
  },
  concatenate: {
    text: `
def concatenate(values):
    return torch.cat(values, -1)`,
  },
  average: {
    text: `
def average(values):
    return sum(values) / len(values)`,
  },
} satisfies TorchFunctions
