/** @file The public face of the services: use cases, and the one place that combines the engines. */
export { type Clock, type DataFolders, type Emit, type ServiceContext, systemClock } from './context'
export type { PrintPage } from './report/printPage'
export { createServices, type Services } from './services'
export { createThreadOpener } from './studies/asking/samplerThread'
