/** @file What a worker is told that runs a program of the user's as a trial. */
import * as v from 'valibot'
import { CommandSpec } from '../domain/commandSpec'
import { RunId } from '../domain/ids'
import { Objective } from '../domain/metric'
import { Assignment } from '../domain/searchSpace'

export const CommandRequest = v.strictObject({
  runId: RunId,
  command: CommandSpec,
  objective: Objective,
  assignment: Assignment,
  /** Number of the trial. */
  trial: v.number(),
  seed: v.number(),
  /** Where everything it prints is kept; its folder exists. A file with the parameters lies beside it. */
  logFile: v.string(),
})
export type CommandRequest = v.InferOutput<typeof CommandRequest>
