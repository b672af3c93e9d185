/** @file Names of kinds as a command line has them: `latin-hypercube` for `latinHypercube`. */

export function kebabCase(kind: string): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** @returns the kind that is meant, either way it is written; null where there is none. */
export function kindOf<Kind extends string>(text: string, kinds: readonly Kind[]): Kind | null {
  return kinds.find((kind) => kind === text || kebabCase(kind) === text) ?? null
}
