/** @file Other shapes and margins in PyTorch. */
import type { TorchFunctions } from './helpers'

export const shapingFunctions = {
  reshape: {
    text: `
def reshape(x, shape):
    return x.reshape(len(x), *shape)`,
  },
  permute: {
    text: `
def permute(x, order):
    return x.permute(*order)`,
  },
  repeatVector: {
    text: `
def repeatVector(x, count):
    return x.unsqueeze(1).repeat(1, count, 1)`,
  },
  crop: {
    text: `
def crop(x, ends):
    for axis, (before, after) in enumerate(ends):
        x = x.narrow(axis + 1, before, x.shape[axis + 1] - before - after)
    return x`,
  },
  pad: {
    text: `
def pad(x, ends):
    """Zeros around steps or a picture; the channels, which come last, are left alone."""
    return F.pad(x, [0, 0] + [size for pair in reversed(ends) for size in pair])`,
  },
} satisfies TorchFunctions
