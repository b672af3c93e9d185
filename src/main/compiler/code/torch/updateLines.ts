/** @file How a PyTorch script steps: gradients of a batch, and the rule of the optimizer. */
import type { ModelPlan } from '../../compile/modelPlan'
import { optimizerOf } from '../../optimizers/registry'
import { outermost } from '../formula'
import type { CodeRequest } from '../request'
import { indent, limitsOf } from '../scriptFacts'
import { updateFormula } from '../updateFormula'
import { TORCH } from './dialect'

export function updateLines({ training }: CodeRequest, plan: ModelPlan): string[] {
  const rule = optimizerOf({ ...training, accumulate: 1 }).rule
  const { slots, numbers, lines } = updateFormula(TORCH, rule, training)
  const names = slots.map(({ name }) => name)
  const limits = limitsOf(plan)
  return [
    ...(rule === 'nadam' ? [...momentumProduct(training.beta1), '', ''] : []),
    'slots = {',
    `    name: [${slots.map(({ start }) => `torch.full_like(w[name], ${start}, requires_grad=False)`).join(', ')}]`,
    '    for name in TRAINED',
    '}',
    ...(limits.length > 0
      ? [
          `LIMITS = {${limits.map(({ name, limit, axis }) => `${JSON.stringify(name)}: (${limit}, ${axis})`).join(', ')}}`,
        ]
      : []),
    '',
    '',
    'def update(name, g, rate, step):',
    `    """A step of ${rule}, counted from 1, in the form and with the constants of Keras."""`,
    '    p = w[name].detach()',
    ...(names.length > 0 ? [`    ${names.join(', ')}${names.length === 1 ? ',' : ''} = slots[name]`] : []),
    ...numbers.map(({ name, value }) => `    ${name} = ${pythonNumber(value)}`),
    ...lines.map(({ to, value }) => `    ${to} = ${outermost(value)}`),
    ...(names.length > 0 ? [`    slots[name] = [${names.join(', ')}]`] : []),
    ...(limits.length > 0
      ? [
          '    if name in LIMITS:',
          '        limit, axis = LIMITS[name]',
          '        length = p.square().sum([a for a in range(p.dim()) if a != axis], keepdim=True).sqrt()',
          '        p = p * length.clamp(max=limit) / (1e-7 + length)',
        ]
      : []),
    '    w[name].data.copy_(p)',
  ]
}

/** Π of the momenta of all steps so far. */
function momentumProduct(beta1: number): string[] {
  return [
    'def momentum_product(step):',
    `    return math.prod(${beta1} * (1 - 0.5 * 0.96 ** t) for t in range(1, step + 1))`,
  ]
}

function pythonNumber(value: string): string {
  return value.replace('momentumProduct(', 'momentum_product(')
}

export function stepLines({ training }: CodeRequest): string[] {
  const { clipValue, clipNorm } = training
  const clip = [
    ...(clipValue > 0 ? [`gathered = [g.clamp(-${clipValue}, ${clipValue}) for g in gathered]`] : []),
    ...(clipNorm > 0
      ? [
          'length = torch.sqrt(sum(g.square().sum() for g in gathered))',
          `gathered = [g * (${clipNorm} / length.clamp(min=${clipNorm})) for g in gathered]`,
        ]
      : []),
  ]
  return [
    'gradients = torch.autograd.grad(',
    '    training_loss(at), [w[name] for name in TRAINED], allow_unused=True, materialize_grads=True',
    ')',
    'gathered = gradients if gathered is None else [a + b for a, b in zip(gathered, gradients)]',
    'if batches % ACCUMULATE == 0:',
    '    gathered, updates = [g / ACCUMULATE for g in gathered], updates + 1',
    ...indent(clip),
    '    for name, g in zip(TRAINED, gathered):',
    '        update(name, g, rate, updates)',
    '    gathered = None',
  ]
}
