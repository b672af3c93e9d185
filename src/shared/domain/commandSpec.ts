/** @file A program whose runs are the trials of a study. */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.maxLength(4000))

/**
 * The program and its arguments; `{name}` stands for the value of a parameter, `{trial}` for the number of the trial and `{parameters}`
 * for the path of a JSON file with all of them. Every value is in the environment as well (`FETTLE_LR` for `lr`), as
 * are `FETTLE_TRIAL` and `FETTLE_PARAMETERS`, the path of that file.
 */
export const CommandSpec = v.strictObject({
  /** Empty of a study whose results were brought in from elsewhere: it cannot be started. */
  line: v.pipe(v.array(text), v.maxLength(200)),
  /** Where it runs: an absolute path. */
  folder: text,
  /** Name of the objective in its output; a JSON object a line, as `{"step":3,"loss":0.4}`. */
  metric: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_./-]{1,60}$/)),
  /** Epochs it reports, for pruners that plan rungs; 1 where it only reports its end. */
  steps: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  /** A run that takes longer fails; null: no limit. */
  timeLimitSeconds: v.nullable(v.pipe(v.number(), v.minValue(1))),
})
export type CommandSpec = v.InferOutput<typeof CommandSpec>
