/** @file The learning rate of a step as plain arithmetic, the formulas of `training/schedule`. */
import type { ScheduleName, TrainingSpec } from '../../../shared/domain/trainingSpec'

/** The lines of a function of `step` (from 0) that returns what the learning rate is multiplied with. */
type Lines = readonly string[]

interface Spelling {
  /** The two languages differ in a few names only. */
  readonly floor: string
  readonly cos: string
  readonly pi: string
  readonly min: string
  readonly max: string
  when(condition: string, lines: Lines): Lines
  set(name: string, value: string): string
}

export const PYTHON_ARITHMETIC: Spelling = {
  floor: 'math.floor',
  cos: 'math.cos',
  pi: 'math.pi',
  min: 'min',
  max: 'max',
  when: (condition, lines) => [`if ${condition}:`, ...lines.map((line) => `    ${line}`)],
  set: (name, value) => `${name} = ${value}`,
}

export const TYPESCRIPT_ARITHMETIC: Spelling = {
  floor: 'Math.floor',
  cos: 'Math.cos',
  pi: 'Math.PI',
  min: 'Math.min',
  max: 'Math.max',
  when: (condition, lines) => [`if (${condition}) {`, ...lines.map((line) => `  ${line}`), '}'],
  set: (name, value) => `const ${name} = ${value}`,
}

type Rule = (training: TrainingSpec, s: Spelling) => Lines

const half = (s: Spelling, share: string): string => `(1 + ${s.cos}(${s.pi} * ${share})) / 2`

/** Plateau is told by the epochs; all others follow from the step. */
const RULES: Readonly<Record<ScheduleName, Rule>> = {
  constant: () => ['return 1'],
  plateau: () => ['return plateau'],
  step: (t, s) => [`return ${t.decayFactor} ** ${s.floor}(step / (${t.decayEpochs} * STEPS_PER_EPOCH))`],
  exponential: (t) => [`return ${t.decayFactor} ** (step / (${t.decayEpochs} * STEPS_PER_EPOCH))`],
  polynomial: (t, s) => [
    s.set('share', `(1 - ${s.min}(1, step / STEPS)) ** ${t.decayPower}`),
    `return ${t.finalShare} + ${1 - t.finalShare} * share`,
  ],
  cosine: (t, s) => [
    s.set('warmup', `${t.warmupEpochs} * STEPS_PER_EPOCH`),
    ...s.when('step < warmup', ['return step / warmup']),
    s.set('cycles', `(step - warmup) / (STEPS - warmup) * ${t.restarts + 1}`),
    `return ${t.finalShare} + ${1 - t.finalShare} * ${half(s, `(cycles - ${s.floor}(cycles))`)}`,
  ],
  oneCycle: (_t, s) => [
    s.set('peak', `${s.max}(0, 0.3 * STEPS - 1)`),
    s.set('low', '1 / 25'),
    s.set('least', 'low / 10000'),
    ...s.when('step < peak', [`return 1 + (low - 1) * ${half(s, 'step / peak')}`]),
    s.set('fall', `${s.max}(1, STEPS - 1 - peak)`),
    `return least + (1 - least) * ${half(s, '(step - peak) / fall')}`,
  ],
}

export function scheduleLines(training: TrainingSpec, spelling: Spelling): Lines {
  return RULES[training.schedule](training, spelling)
}
