/** @file What the core process and the process that started it say to each other, beside relayed requests. */
import * as v from 'valibot'

/** Programs the host may start on the core's behalf; the host maps the name to a path, the core never names one. */
export const WorkerProgram = v.picklist(['trainingWorker', 'importWorker'])
export type WorkerProgram = v.InferOutput<typeof WorkerProgram>

/** Core → host (under Electron): only main can fork a utility process. The host answers with a message port. */
export const CoreToHost = v.variant('kind', [
  v.strictObject({ kind: v.literal('host:fork'), workerId: v.number(), program: WorkerProgram }),
  v.strictObject({ kind: v.literal('host:kill'), workerId: v.number() }),
  /** Print a page as PDF; both are absolute paths inside the data folder. Answered by `host:printed`. */
  v.strictObject({
    kind: v.literal('host:print'),
    printId: v.number(),
    htmlFile: v.string(),
    pdfFile: v.string(),
  }),
  /** How many studies run, so that closing the window knows whether to ask. */
  v.strictObject({ kind: v.literal('host:running'), studyCount: v.number() }),
  /** The core has written everything and will exit. */
  v.strictObject({ kind: v.literal('host:flushed') }),
])
export type CoreToHost = v.InferOutput<typeof CoreToHost>

/** Host → core. `host:forked` carries the port; `host:exited` tells of a worker's end. */
export const HostToCore = v.variant('kind', [
  v.strictObject({ kind: v.literal('host:forked'), workerId: v.number() }),
  v.strictObject({ kind: v.literal('host:exited'), workerId: v.number(), code: v.nullable(v.number()) }),
  v.strictObject({ kind: v.literal('host:printed'), printId: v.number(), isPrinted: v.boolean() }),
  v.strictObject({ kind: v.literal('host:shutdown') }),
])
export type HostToCore = v.InferOutput<typeof HostToCore>
