/** @file The public face of training: worker processes for runs, and what can be done with trained weights. */
export { createNodeWorkerHost, type NodeWorkerHostOptions } from './host/nodeWorkerHost'
export { createPortWorkerHost, type HostLink, type MessagePortLike } from './host/portWorkerHost'
export { createWorkerPool } from './host/workerPool'
export type { RunHandle, RunHooks, RunOutcome, WorkerPool, WorkerPoolOptions } from './host/types'
export type { Weights, WorkerHost, WorkerProcess } from './types'
