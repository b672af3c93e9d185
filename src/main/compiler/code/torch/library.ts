/** @file The functions of a PyTorch script: tensors lie as in the data, channels last; kernels as Fettle keeps them. */
import type { Library } from '../functional/library'
import { recurrentFunctions } from './recurrentFunctions'
import { windowFunctions } from './windowFunctions'

export type TorchHelper = 'noise' | 'overSteps' | 'aligned'

export const TORCH_LIBRARY: Library<TorchHelper> = {
  ...windowFunctions,
  ...recurrentFunctions,
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
  noise: {
    text: `
def noise(shape, rate):
    """Zeros for a share of the numbers, and the others scaled up so that the mean stays."""
    return (torch.rand(shape) >= rate).float() / (1 - rate)`,
  },
  dropout: {
    needs: ['noise'],
    text: `
def dropout(x, rate, shared, training):
    """What is dropped is the same along the axes in \`shared\`."""
    if not training:
        return x
    return x * noise([1 if axis in shared else size for axis, size in enumerate(x.shape)], rate)`,
  },
  gaussianNoise: {
    text: `
def gaussianNoise(x, deviation, training):
    return x + deviation * torch.randn_like(x) if training else x`,
  },
  batchNorm: {
    text: `
def batchNorm(x, scale, center, epsilon, mean, variance, momentum, mask, training):
    """Trains with the figures of the batch and moves the running ones on; predicts with the running ones."""
    if training:
        axes = tuple(range(x.dim() - 1))
        if mask is None:
            batch_mean, batch_variance = x.mean(axes), x.var(axes, unbiased=False)
        else:
            counts = mask.unsqueeze(-1)
            share = 1 / (counts.sum() + 1e-7)
            batch_mean = (x * counts).sum(axes) * share
            batch_variance = ((x - batch_mean) ** 2 * counts).sum(axes) * share
        with torch.no_grad():
            mean.mul_(momentum).add_(batch_mean * (1 - momentum))
            variance.mul_(momentum).add_(batch_variance * (1 - momentum))
    else:
        batch_mean, batch_variance = mean, variance
    x = (x - batch_mean) / torch.sqrt(batch_variance + epsilon)
    x = x if scale is None else x * scale
    return x if center is None else x + center`,
  },
  layerNorm: {
    text: `
def layerNorm(x, scale, center, epsilon):
    return F.layer_norm(x, x.shape[-1:], scale, center, epsilon)`,
  },
  groupNorm: {
    text: `
def groupNorm(x, scale, center, epsilon, groups):
    return F.group_norm(x.movedim(-1, 1), groups, scale, center, epsilon).movedim(1, -1)`,
  },
  attention: {
    needs: ['dense', 'noise'],
    text: `
def attention(query, key, value, weights, queryMask, keyMask, isCausal, rate, training):
    """Scaled dot-product attention with several heads; weights of query, key, value and output, each with its bias."""
    heads, units = weights[0][0].shape[1:]
    cut = lambda x, part: dense(
        x, part[0].flatten(1), None if part[1] is None else part[1].flatten()
    ).reshape(*x.shape[:2], heads, units).transpose(1, 2)
    q, k, v = (cut(x, part) for x, part in zip((query, key, value), weights))
    scores = q / math.sqrt(units) @ k.transpose(-1, -2)
    pairs = torch.ones_like(scores)
    if isCausal:
        pairs = pairs.tril()
    if queryMask is not None:
        pairs = pairs * queryMask[:, None, :, None]
    if keyMask is not None:
        pairs = pairs * keyMask[:, None, None, :]
    # Where no key is left, all scores become equal.
    shares = torch.softmax(scores * pairs + (pairs - 1) * 1e9, -1)
    if training and rate > 0:
        shares = shares * noise(shares.shape, rate)
    mixed = (shares @ v).transpose(1, 2).flatten(2)
    return dense(mixed, weights[3][0].flatten(0, 1), weights[3][1])`,
  },
  sinusoids: {
    text: `
def sinusoids(steps, channels):
    """Sines and cosines in pairs, of wavelengths from 2π to 10,000 · 2π (Vaswani et al. 2017, section 3.5)."""
    places, numbers = torch.arange(steps).float()[:, None], torch.arange(channels)
    angles = places / 10000 ** ((numbers - numbers % 2).float() / channels)
    return torch.where(numbers % 2 == 0, torch.sin(angles), torch.cos(angles))`,
  },
  addPositions: {
    text: `
def addPositions(x, positions):
    return x + positions`,
  },
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
}
