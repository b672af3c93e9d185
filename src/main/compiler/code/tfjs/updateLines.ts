/** @file How a TensorFlow.js script steps: the learning rate at a step, and the rule of the optimizer. */
import type { ModelPlan } from '../../compile/modelPlan'
import { optimizerOf } from '../../optimizers/registry'
import { outermost } from '../formula'
import type { CodeRequest } from '../request'
import { scheduleLines, TYPESCRIPT_ARITHMETIC } from '../schedule'
import { indent, limitsOf } from '../scriptFacts'
import { updateFormula } from '../updateFormula'
import { TENSORFLOW } from './dialect'

export function rateLines({ training }: CodeRequest): string[] {
  return [
    ...(training.schedule === 'plateau'
      ? ['let plateau = 1', 'let lowest = Infinity', 'let since = 0', '']
      : []),
    `/** What the learning rate is multiplied with at a step, from 0: ${training.schedule}. */`,
    'function share(step: number): number {',
    ...indent(scheduleLines(training, TYPESCRIPT_ARITHMETIC), '  '),
    '}',
  ]
}

export function updateLines({ training }: CodeRequest, plan: ModelPlan): string[] {
  const rule = optimizerOf({ ...training, accumulate: 1 }).rule
  const { slots, numbers, lines } = updateFormula(TENSORFLOW, rule, training)
  const limits = limitsOf(plan)
  const starts = slots.map(({ start }) =>
    start === 0 ? 'tf.zerosLike(w[name]!)' : `tf.fill(w[name]!.shape, ${start})`,
  )
  return [
    ...(rule === 'nadam' ? momentumProduct(training.beta1) : []),
    'const slots: Record<string, tf.Variable[]> = {}',
    `for (const name of TRAINED) slots[name] = [${starts.map((start) => `tf.variable(${start}, false)`).join(', ')}]`,
    ...(limits.length > 0
      ? [
          `const LIMITS: Record<string, [number, number]> = { ${limits
            .map(({ name, limit, axis }) => `'${name}': [${limit}, ${axis}]`)
            .join(', ')} }`,
        ]
      : []),
    '',
    `/** A step of ${rule}, counted from 1, in the form and with the constants of Keras. */`,
    'function update(name: string, g: Tensor, rate: number, step: number): void {',
    '  let p: Tensor = w[name]!',
    ...(slots.length > 0
      ? [
          `  let [${slots.map(({ name }) => name).join(', ')}] = slots[name] as [${slots.map(() => 'Tensor').join(', ')}]`,
        ]
      : []),
    ...numbers.map(({ name, value }) => `  const ${name} = ${value}`),
    ...lines.map(({ to, value }) => `  ${to} = ${outermost(value)}`),
    ...slots.map(({ name }, index) => `  slots[name]![${index}]!.assign(${name})`),
    ...(limits.length > 0
      ? [
          '  if (LIMITS[name]) {',
          '    const [limit, axis] = LIMITS[name]',
          '    const others = p.shape.map((_, at) => at).filter((at) => at !== axis)',
          '    const length = tf.sqrt(tf.sum(tf.square(p), others, true))',
          '    p = tf.mul(p, tf.div(tf.minimum(length, limit), tf.add(length, 1e-7)))',
          '  }',
        ]
      : []),
    '  w[name]!.assign(p)',
    '}',
  ]
}

/** Π of the momenta of all steps so far. */
function momentumProduct(beta1: number): string[] {
  return [
    'function momentumProduct(step: number): number {',
    '  let product = 1',
    `  for (let t = 1; t <= step; t++) product *= ${beta1} * (1 - 0.5 * 0.96 ** t)`,
    '  return product',
    '}',
    '',
  ]
}
