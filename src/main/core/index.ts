/** @file The public face of the core: how a host makes one, and where its data lies. */
export { createCore } from './createCore'
export { createLogger, silentLogger, type Logger } from './logger'
export { findDataFolder } from './paths'
export type { Core, CoreOptions } from './types'
