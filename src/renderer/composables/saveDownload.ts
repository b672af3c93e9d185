/** A file that the core made, as it comes over the contract. */
export interface Download {
  readonly fileName: string
  readonly mediaType: string
  readonly base64: string
}

/** Offers a file to keep, the way the browser or the desktop does it. */
export function saveDownload({ fileName, mediaType, base64 }: Download): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads the URL after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
