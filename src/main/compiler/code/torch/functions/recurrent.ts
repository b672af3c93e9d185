/** @file Recurrent layers in PyTorch, step by step: with any activation, padding, and either form of the reset gate. */
import type { TorchFunctions } from './helpers'

export const recurrentFunctions = {
  overSteps: {
    needs: ['noise'],
    text: `
def overSteps(x, recurrent, mask, isBackward, rate, training, states, step):
    """The first state after every step, at its place; padding repeats the one before it."""
    units = recurrent.shape[0]
    states = [x.new_zeros(len(x), units) for _ in range(states)]
    dropped = noise((len(x), units), rate) if training and rate > 0 else 1
    given = [None] * x.shape[1]
    for at in reversed(range(x.shape[1])) if isBackward else range(x.shape[1]):
        after = step(x[:, at], states, states[0] * dropped)
        if mask is not None:
            counts = mask[:, at : at + 1]
            after = [counts * new + (1 - counts) * old for new, old in zip(after, states)]
        states = after
        given[at] = states[0]
    return torch.stack(given, 1)`,
  },
  stepAt: {
    text: `
def stepAt(x, at):
    return x[:, at]`,
  },
  simpleRnn: {
    needs: ['dense', 'overSteps'],
    text: `
def simpleRnn(x, kernel, recurrent, bias, mask, isBackward, activation, rate, training):
    step = lambda now, states, seen: [activation(now + seen @ recurrent)]
    return overSteps(dense(x, kernel, bias), recurrent, mask, isBackward, rate, training, 1, step)`,
  },
  lstm: {
    needs: ['dense', 'overSteps'],
    text: `
def lstm(x, kernel, recurrent, bias, mask, isBackward, activation, gate, rate, training):
    def step(now, states, seen):
        enter, forget, change, leave = (now + seen @ recurrent).chunk(4, -1)
        memory = gate(forget) * states[1] + gate(enter) * activation(change)
        return [gate(leave) * activation(memory), memory]

    return overSteps(dense(x, kernel, bias), recurrent, mask, isBackward, rate, training, 2, step)`,
  },
  gru: {
    needs: ['dense', 'overSteps'],
    text: `
def gru(x, kernel, recurrent, bias, mask, isBackward, activation, gate, resetAfter, rate, training):
    units = recurrent.shape[0]

    def step(now, states, seen):
        if resetAfter:
            inner = dense(seen, recurrent, None if bias is None else bias[1])
            sums = now[:, : 2 * units] + inner[:, : 2 * units]
        else:
            sums = now[:, : 2 * units] + seen @ recurrent[:, : 2 * units]
        keep, reset = gate(sums).chunk(2, -1)
        remembered = reset * inner[:, 2 * units :] if resetAfter else (reset * seen) @ recurrent[:, 2 * units :]
        change = activation(now[:, 2 * units :] + remembered)
        return [keep * states[0] + (1 - keep) * change]

    first = bias[0] if resetAfter and bias is not None else bias
    return overSteps(dense(x, kernel, first), recurrent, mask, isBackward, rate, training, 1, step)`,
  },
} satisfies TorchFunctions
