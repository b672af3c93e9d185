/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file What people write about their work: goals, notes, milestones, tags, stars, archive. */

export const addNotes = `
`
