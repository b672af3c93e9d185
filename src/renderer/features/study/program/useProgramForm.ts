import { computed } from 'vue'
import { useInvoke } from '@renderer/composables/useInvoke'
import { useProjectStore } from '@renderer/stores'
import { DEFAULT_POINTS_PER_RANGE } from '@shared/domain/search/samplerSpec'
import type { SearchSpace } from '@shared/domain/searchSpace'
import type { CommandPlan } from '@shared/domain/study'
import { emptyForm, type Form } from '../setup/setupForm'
import { useStrategyForm, type StrategyFacts } from '../setup/useStrategyForm'
import { isRange, writtenRow } from './parameterRow'
import { emptyProgram, type ProgramForm } from './programForm'
import { findProgramProblems } from './programProblems'
import { findRowProblems } from './rowProblems'
import { splitWords } from './splitWords'
import { freeName } from '@shared/util/freeName'

/** The form's space as a file has it; null while a row has a problem. */
function useWrittenSpace(program: ProgramForm) {
  const rowProblems = computed(() => findRowProblems(program.rows))
  const constraints = computed(() =>
    program.constraints
      .split('\n')
      .map((text) => text.trim())
      .filter(Boolean),
  )
  const json = computed(() => {
    if (program.rows.length === 0 || rowProblems.value.some((found) => Object.keys(found).length > 0))
      return null
    const parameters = program.rows.map(writtenRow)
    return JSON.stringify({
      parameters,
      ...(constraints.value.length > 0 && { constraints: constraints.value }),
    })
  })
  return { rowProblems, json }
}

/** Everything that is asked of a program and its trials, what is wrong with it, and the plan that comes of it. */
export function useProgramForm() {
  const project = useProjectStore()
  const program = emptyProgram()
  const form = emptyForm('', '')
  const { rowProblems, json } = useWrittenSpace(program)
  const points = computed(() => gridPointsOf(form))
  const read = useInvoke('space:read', () =>
    json.value === null ? null : { json: json.value, gridPoints: points.value },
  )
  /** Trials of a program often share one device: one at a time, unless the user says otherwise. */
  const parallel = computed(() => form.parallel ?? 1)
  const facts = computed<StrategyFacts>(() => ({
    ...{ epochs: program.steps, folds: 1, parallel: parallel.value },
    space: {
      parameters: program.rows.length,
      ranges: program.rows.filter(isRange).length,
      conditional: program.rows.filter(({ parent }) => parent !== '').length,
      combinations: read.data.value?.combinations ?? null,
      isProgram: true,
    },
  }))
  const strategy = useStrategyForm(form, facts)
  const gridSize = computed(() => (points.value === null ? null : (read.data.value?.gridSize ?? null)))
  const array = computed(() => null)

  const words = computed(() => splitWords(program.line).words)
  const name = computed(
    () => form.name ?? freeName(nameOf(words.value), new Set(project.studies.map((study) => study.name))),
  )
  const problems = computed(() => findProgramProblems(program))
  const isSound = computed(
    () =>
      json.value !== null &&
      name.value.trim() !== '' &&
      Object.values(problems.value).every((problem) => problem === null) &&
      strategy.limit.value === null &&
      strategy.pruningLimit.value === null,
  )
  const planOf = (space: SearchSpace): CommandPlan => ({
    ...{ space, sampler: strategy.sampler.value },
    ...commandOf(program, words.value),
    ...rulesOf(form, parallel.value),
  })
  return {
    ...{ program, form, strategy, gridSize, array, parallel, words, name },
    ...{ rowProblems, problems, json, read, isSound, planOf },
  }
}
export type ProgramSetup = ReturnType<typeof useProgramForm>

/** Values a range in the grid of the form; null for another strategy. */
function gridPointsOf({ strategy, strategyChanges }: Form): number | null {
  const points = strategyChanges.grid?.['pointsPerRange'] ?? DEFAULT_POINTS_PER_RANGE
  return strategy === 'grid' && typeof points === 'number' ? points : null
}

function commandOf(
  program: ProgramForm,
  line: readonly string[],
): Pick<CommandPlan, 'command' | 'objective'> {
  const { folder, direction, steps, trialMinutes } = program
  const metric = program.metric.trim()
  const timeLimitSeconds = trialMinutes === null ? null : trialMinutes * 60
  return {
    command: { line: [...line], folder: folder.trim(), metric, steps, timeLimitSeconds },
    objective: { metric: `own.${metric}`, direction },
  }
}

function rulesOf({ pruner, stops, duplicates, trials, minutes }: Form, parallel: number) {
  return {
    ...(pruner.kind !== 'none' && { pruner }),
    ...((stops.target !== null || stops.plateau !== null) && { stops }),
    ...(duplicates !== 'skip' && { duplicates }),
    budget: { trials, parallel, timeLimitSeconds: minutes === null ? null : minutes * 60 },
  }
}

/** The script of the line, or the program itself: `train` of `python train.py --lr {lr}`. */
function nameOf(words: readonly string[]): string {
  const script = words.slice(1).find((word) => /^[^-{][^{}]*\.\w{1,4}$/.test(word)) ?? words[0] ?? ''
  const file = script.split(/[\\/]/).at(-1) ?? ''
  return file.replace(/\.\w{1,4}$/, '')
}
