/** @file Noise in training, and numbers brought to a common scale, in PyTorch. */
import type { TorchFunctions } from './helpers'

export const regularFunctions = {
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
} satisfies TorchFunctions
