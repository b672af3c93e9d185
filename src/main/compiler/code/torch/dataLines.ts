/** @file The rows of a PyTorch script: how they are read, weighed and measured. */
import type { ModelPlan } from '../../compile/modelPlan'
import type { CodeRequest } from '../request'
import { weighsClasses, weighsRows } from '../scriptFacts'

export function dataLines(request: CodeRequest, plan: ModelPlan): string[] {
  const classes = Math.max(2, plan.head.units)
  return [
    'tensors = lambda part: ([torch.from_numpy(x) for x in part[0]], torch.from_numpy(part[1]))',
    'train_inputs, train_truth = tensors(rows_of("train"))',
    'held = tensors(rows_of("validation"))',
    'shown = torch.from_numpy(spread(len(train_truth), max(500, len(held[1]))))',
    'sampled = ([x[shown] for x in train_inputs], train_truth[shown])',
    ...(weighsRows(request, plan)
      ? ['row_weights = torch.from_numpy(load("data/train.weights")).reshape(-1, 1)']
      : []),
    ...(weighsClasses(request, plan)
      ? [
          `counts = np.bincount(load("data/train.y").astype(int), minlength=${classes})`,
          'balance = np.where(counts > 0, len(train_truth) / (np.count_nonzero(counts) * np.maximum(counts, 1)), 0)',
          'class_weights = torch.tensor(balance, dtype=torch.float32)',
        ]
      : []),
    '',
    '',
    'def training_loss(at):',
    '    inputs, truth = [x[at] for x in train_inputs], train_truth[at]',
    '    rows = row_loss(forward(inputs, True), truth)',
    ...classWeightLines(request, plan),
    ...(weighsRows(request, plan) ? ['    rows = rows * row_weights[at]'] : []),
    '    return rows.mean() + penalty()',
  ]
}

function classWeightLines(request: CodeRequest, plan: ModelPlan): string[] {
  if (!weighsClasses(request, plan)) return []
  return plan.head.goal === 'binary'
    ? ['    rows = rows * (class_weights[0] + truth * (class_weights[1] - class_weights[0]))']
    : ['    rows = rows * (truth * class_weights).sum(-1, keepdim=True)']
}

export function measureLines(): string[] {
  return [
    '@torch.no_grad()',
    'def measure(inputs, truth):',
    '    """The mean loss of rows, without penalties and weights of classes."""',
    '    total = 0.0',
    '    for at in torch.arange(len(truth)).split(1024):',
    '        rows = row_loss(forward([x[at] for x in inputs], False), truth[at])',
    '        total += float(rows.mean()) * len(at)',
    '    return total / len(truth)',
  ]
}
