/** @file The public face of ipc: the router and its handler table. */
export { createHandlers } from './handlers/createHandlers'
export { createRouter, type BugListener, type Handlers, type HandlersOf, type Router } from './router'
