/** @file The end of an exhaustive switch. */

/** Reached only if a union grew and a switch did not: a compile error first, a clear message otherwise. */
export function assertNever(value: never): never {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`)
}
