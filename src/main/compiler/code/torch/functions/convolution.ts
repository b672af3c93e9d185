/** @file Convolutions in PyTorch. */
import type { TorchFunctions } from './helpers'

export const convolutionFunctions = {
  conv2d: {
    text: `
def conv2d(x, kernel, bias, strides, dilations, margins, groups):
    x = F.pad(x.permute(0, 3, 1, 2), margins[1] + margins[0])
    return F.conv2d(x, kernel, bias, strides, 0, dilations, groups).permute(0, 2, 3, 1)`,
  },
  conv1d: {
    text: `
def conv1d(x, kernel, bias, stride, dilation, margin, groups):
    x = F.pad(x.transpose(1, 2), margin)
    return F.conv1d(x, kernel.permute(2, 1, 0), bias, stride, 0, dilation, groups).transpose(1, 2)`,
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
} satisfies TorchFunctions
