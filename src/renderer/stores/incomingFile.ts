import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** The file that was dropped or chosen, on its way to the import screen. */
export const useIncomingFileStore = defineStore('incomingFile', () => {
  const file = shallowRef<File>()

  function offer(incoming: File): void {
    file.value = incoming
  }

  /** Hands the file over once. */
  function take(): File | undefined {
    const taken = file.value
    file.value = undefined
    return taken
  }

  return { file, offer, take }
})
