/** @file What slides windows over steps and pictures, in PyTorch. */
import type { LibraryFunction } from '../functional/library'
import type { FunctionName } from '../functional/dialect'

type WindowFunction =
  | ('conv1d' | 'conv2d' | 'separableConv1d' | 'conv2dTranspose' | 'maxPool1d' | 'maxPool2d')
  | ('averagePool1d' | 'averagePool2d' | 'globalMaxPool' | 'globalAveragePool' | 'upSample1d' | 'upSample2d')

export const windowFunctions: Readonly<Record<WindowFunction, LibraryFunction<FunctionName>>> = {
  conv1d: {
    text: `
def conv1d(x, kernel, bias, stride, dilation, margin, groups):
    x = F.pad(x.transpose(1, 2), margin)
    return F.conv1d(x, kernel.permute(2, 1, 0), bias, stride, 0, dilation, groups).transpose(1, 2)`,
  },
  conv2d: {
    text: `
def conv2d(x, kernel, bias, strides, dilations, margins, groups):
    x = F.pad(x.permute(0, 3, 1, 2), margins[1] + margins[0])
    return F.conv2d(x, kernel, bias, strides, 0, dilations, groups).permute(0, 2, 3, 1)`,
  },
  separableConv1d: {
    text: `
def separableConv1d(x, deep, pointwise, bias, stride, dilation, margin):
    x = F.pad(x.transpose(1, 2), margin)
    x = F.conv1d(x, deep.squeeze(2), None, stride, 0, dilation, x.shape[1])
    return F.conv1d(x, pointwise.permute(2, 1, 0), bias).transpose(1, 2)`,
  },
  conv2dTranspose: {
    text: `
def conv2dTranspose(x, kernel, bias, strides, margins, size):
    x = F.conv_transpose2d(x.permute(0, 3, 1, 2), kernel, None, strides)
    (top, _), (left, _) = margins
    x = F.pad(x, [0, max(0, left + size[1] - x.shape[3]), 0, max(0, top + size[0] - x.shape[2])])
    x = x[:, :, top : top + size[0], left : left + size[1]].permute(0, 2, 3, 1)
    return x if bias is None else x + bias`,
  },
  maxPool1d: {
    text: `
def maxPool1d(x, size, stride, margin):
    x = F.pad(x.transpose(1, 2), margin, value=-math.inf)
    return F.max_pool1d(x, size, stride).transpose(1, 2)`,
  },
  maxPool2d: {
    text: `
def maxPool2d(x, size, strides, margins):
    x = F.pad(x.permute(0, 3, 1, 2), margins[1] + margins[0], value=-math.inf)
    return F.max_pool2d(x, size, strides).permute(0, 2, 3, 1)`,
  },
  averagePool1d: {
    text: `
def averagePool1d(x, size, stride, margin):
    """Padding does not count."""
    x = x.transpose(1, 2)
    mean = lambda y: F.avg_pool1d(F.pad(y, margin), size, stride)
    return (mean(x) / mean(torch.ones_like(x))).transpose(1, 2)`,
  },
  averagePool2d: {
    text: `
def averagePool2d(x, size, strides, margins):
    """Padding does not count."""
    x = x.permute(0, 3, 1, 2)
    mean = lambda y: F.avg_pool2d(F.pad(y, margins[1] + margins[0]), size, strides)
    return (mean(x) / mean(torch.ones_like(x))).permute(0, 2, 3, 1)`,
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
}
