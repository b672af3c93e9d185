import { InferenceSession, type Tensor } from 'onnxruntime-node'
import { AppError } from '../../../../shared/errors/appError'

/** Where a program runs. Only the CPU for now; a further device is a further entry here. */
export type OnnxDevice = 'cpu'

const EXECUTION_PROVIDERS: Record<OnnxDevice, readonly string[]> = { cpu: ['cpu'] }

export interface SessionOptions {
  readonly device: OnnxDevice
  /** Threads inside one operator; small models are fastest with one. */
  readonly threads: number
}

/** A compiled program, loaded. */
export interface Session {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>
  release(): Promise<void>
}

/** @throws {training/out-of-memory} or {training/failed}, here and in `run`. */
export async function openSession(
  program: Uint8Array,
  { device, threads }: SessionOptions,
): Promise<Session> {
  const session = await translateErrors(() =>
    InferenceSession.create(program, {
      executionProviders: [...EXECUTION_PROVIDERS[device]],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // Above 'extended' only convolutions are rewritten, for the worse.
      graphOptimizationLevel: 'extended',
      // State that fades to denormal numbers costs up to a hundred times the usual arithmetic. The switch is the process's:
      // numbers below 1e-308 become 0 in JavaScript too, which a worker that only trains can bear.
      extra: { session: { set_denormal_as_zero: '1' } },
      logSeverityLevel: 3,
    }),
  )
  return {
    run: (feeds) => translateErrors(() => session.run(feeds)),
    release: () => session.release(),
  }
}

async function translateErrors<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const isMemory = /bad_alloc|alloc(ate|ation)|out of memory/i.test(message)
    throw isMemory
      ? new AppError('training/out-of-memory', {}, { cause: error })
      : new AppError('training/failed', { message }, { cause: error })
  }
}
