/** @file `fettle run`: a study whose trials are runs of a program. */
import type { CommandPlan } from '../../../../shared/domain/study'
import type { Core } from '../../types'
import type { Call } from '../coreClient'
import type { ExitCode } from '../exitCodes'
import { finishStudy } from '../finishStudy'
import { isProblem } from '../options'
import { readSpace } from '../readSpace'
import type { Command, CommandContext } from '../types'
import { readRunOptions, RUN_HELP, type RunOptions } from './runOptions'

export const run: Command = {
  summary: 'tune a program of yours: every trial is a run of it',
  help: RUN_HELP,
  async run(args, context) {
    const options = readRunOptions(args)
    if (isProblem(options)) return options
    const plan = toPlan(options)
    return context.withCore((core, call) => tuneProgram({ core, call, options, plan, context }))
  },
}

interface Tuning {
  readonly core: Core
  readonly call: Call
  readonly options: RunOptions
  readonly plan: CommandPlan
  readonly context: CommandContext
}

async function tuneProgram({ core, call, options, plan, context }: Tuning): Promise<ExitCode> {
  const { name, isJson } = options
  const project = await call('project:create', { name })
  const ready = await call('study:create', { projectId: project.id, name, plan })
  return finishStudy({ core, call, studyId: ready.id, isJson, context })
}

/** @throws {file/unreadable | space/file-invalid} */
function toPlan(options: RunOptions): CommandPlan {
  const { line, metric, direction, sampler, pruner, budget, target, steps, trialTimeLimitSeconds } = options
  return {
    command: {
      ...{ line: [...line], folder: process.cwd(), metric, steps },
      timeLimitSeconds: trialTimeLimitSeconds,
    },
    space: readSpace(options.space),
    objective: { metric: `own.${metric}`, direction },
    ...{ sampler, pruner, budget, stops: { target, plateau: null } },
  }
}
