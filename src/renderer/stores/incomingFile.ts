import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What was dropped or chosen together: one file, or several that are one source. */
export interface IncomingSource {
  readonly name: string
  readonly files: readonly { readonly path: string; readonly file: File }[]
}

/** The source that was dropped or chosen, on its way to the import screen. */
export const useIncomingFileStore = defineStore('incomingFile', () => {
  const source = shallowRef<IncomingSource>()

  /** Offers nothing where there are no files. */
  function offer(incoming: IncomingSource): void {
    if (incoming.files.length > 0) source.value = incoming
  }

  /** Hands the source over once. */
  function take(): IncomingSource | undefined {
    const taken = source.value
    source.value = undefined
    return taken
  }

  return { source, offer, take }
})
