/** @file `fettle run`: a study whose trials are runs of a program. */
import type { CommandPlan, StudySummary } from '../../../../shared/domain/study'
import type { Core } from '../../types'
import type { Call } from '../coreClient'
import { EXIT_CODES, type ExitCode } from '../exitCodes'
import { describeReason, formatLeaderboard, toReport } from '../leaderboard'
import { isProblem } from '../options'
import { readSpace } from '../readSpace'
import type { Command, CommandContext } from '../types'
import { watchStudy } from '../watchStudy'
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
  const { terminal, interruption } = context
  const { name, isJson } = options
  const project = await call('project:create', { name })
  const ready = await call('study:create', { projectId: project.id, name, plan })
  const study = await watchStudy({ core, call, studyId: ready.id, terminal, interruption })
  const trials = await call('trial:list', { studyId: study.id })
  terminal.print(isJson ? JSON.stringify(toReport(study, trials)) : formatLeaderboard(study, trials))
  terminal.note(describeEnd(study))
  if (interruption.aborted) return interruption.reason as ExitCode
  return study.counts.complete > 0 ? EXIT_CODES.ok : EXIT_CODES.nothingTrained
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

function describeEnd(study: StudySummary): string {
  const seconds = Math.round(study.elapsedMs / 100) / 10
  const reason = study.reason ? ` ${describeReason(study)}` : ''
  return `Study "${study.name}" (${study.id}): ${study.state} after ${seconds} s.${reason}`
}
