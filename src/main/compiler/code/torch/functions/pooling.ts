/** @file Windows that are brought to one number, and numbers that are stretched to windows, in PyTorch. */
import type { TorchFunctions } from './helpers'

export const poolingFunctions = {
  maxPool2d: {
    text: `
def maxPool2d(x, size, strides, margins):
    x = F.pad(x.permute(0, 3, 1, 2), margins[1] + margins[0], value=-math.inf)
    return F.max_pool2d(x, size, strides).permute(0, 2, 3, 1)`,
  },
  maxPool1d: {
    text: `
def maxPool1d(x, size, stride, margin):
    x = F.pad(x.transpose(1, 2), margin, value=-math.inf)
    return F.max_pool1d(x, size, stride).transpose(1, 2)`,
  },
  averagePool2d: {
    text: `
def averagePool2d(x, size, strides, margins):
    """Padding does not count."""
    x = x.permute(0, 3, 1, 2)
    mean = lambda y: F.avg_pool2d(F.pad(y, margins[1] + margins[0]), size, strides)
    return (mean(x) / mean(torch.ones_like(x))).permute(0, 2, 3, 1)`,
  },
  averagePool1d: {
    text: `
def averagePool1d(x, size, stride, margin):
    """Padding does not count."""
    x = x.transpose(1, 2)
    mean = lambda y: F.avg_pool1d(F.pad(y, margin), size, stride)
    return (mean(x) / mean(torch.ones_like(x))).transpose(1, 2)`,
  },
  globalMaxPool: {
    text: `
def globalMaxPool(x, mask):
    if mask is None:
        return x.amax(tuple(range(1, x.dim() - 1)))
    # Padding is not looked at; a row of nothing else gives 0.
    return (x + (mask.unsqueeze(-1) - 1) * 1e9).amax(1) * (mask.sum(1, keepdim=True) > 0)`,
  },
  globalAveragePool: {
    text: `
def globalAveragePool(x, mask):
    if mask is None or x.dim() != 3:
        return x.mean(tuple(range(1, x.dim() - 1)))
    return (x * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)`,
  },
  upSample1d: {
    text: `
def upSample1d(x, size):
    return x.repeat_interleave(size, 1)`,
  },
  upSample2d: {
    text: `
def upSample2d(x, size, interpolation):
    return F.interpolate(x.permute(0, 3, 1, 2), scale_factor=size, mode=interpolation).permute(0, 2, 3, 1)`,
  },
} satisfies TorchFunctions
