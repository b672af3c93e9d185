/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Models in use: what they were asked, what they answered, what turned out to be right. */

export const addDeployments = `
`
