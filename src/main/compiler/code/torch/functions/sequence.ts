/** @file Tokens, and what tells padding from steps, in PyTorch. */
import type { TorchFunctions } from './helpers'

export const sequenceFunctions = {
  embedding: {
    text: `
def embedding(table, tokens):
    return table[tokens.long().clamp(0, len(table) - 1)]`,
  },
  tokenMask: {
    text: `
def tokenMask(tokens):
    return (tokens != 0).float()`,
  },
  stepMask: {
    text: `
def stepMask(x, value):
    return (x != value).any(-1).float()`,
  },
  masked: {
    text: `
def masked(x, mask):
    return x * mask.unsqueeze(-1)`,
  },
  bothMask: {
    text: `
def bothMask(a, b):
    return a * b`,
  },
  eitherMask: {
    text: `
def eitherMask(masks):
    return torch.stack(masks).amax(0)`,
  },
} satisfies TorchFunctions
