/** @file The public face of the command line. */
export { createContext, runCommand, runCommandLine } from './runCommandLine'
export { serve } from './serve'
export { createTerminal } from './terminal'
