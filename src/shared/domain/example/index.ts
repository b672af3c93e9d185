/** @file Worked examples. */
export * from './example'
export * from './freeExample'
