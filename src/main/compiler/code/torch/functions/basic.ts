/** @file Dense layers and activations in PyTorch. */
import type { TorchFunctions } from './helpers'

export const basicFunctions = {
  dense: {
    text: `
def dense(x, kernel, bias):
    return x @ kernel if bias is None else x @ kernel + bias`,
  },
  leakyRelu: {
    text: `
def leakyRelu(x, slope=0.2):
    return F.leaky_relu(x, slope)`,
  },
  prelu: {
    text: `
def prelu(x, alpha):
    return torch.relu(x) - alpha * torch.relu(-x)`,
  },
} satisfies TorchFunctions
