/** @file Scripts of other frameworks. */
export { codeFiles, type CodeFile, type CodeRows, type CodeRun } from './codeFiles'
export type { CodeRequest } from './request'
export { writeCode } from './writeCode'
