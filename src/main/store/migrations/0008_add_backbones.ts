/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Trained networks that other models begin with. */

export const addBackbones = `
`
