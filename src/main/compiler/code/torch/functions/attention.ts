/** @file Attention, and where a step stands, in PyTorch. */
import type { TorchFunctions } from './helpers'

export const attentionFunctions = {
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
} satisfies TorchFunctions
