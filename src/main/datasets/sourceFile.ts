/** @file A source on disk. */

/** A file or a folder, as the user named it. */
export interface SourceFile {
  readonly path: string
  readonly fileName: string
}
