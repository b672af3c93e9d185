/** A file as it was chosen, read as text. */
export interface TextFile {
  readonly name: string
  readonly text: string
}

/** Lets the user choose a file. @returns null where none was chosen */
export async function chooseTextFile(accept: string): Promise<TextFile | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  const file = await new Promise<File | undefined>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]))
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
  return file === undefined ? null : { name: file.name, text: await file.text() }
}
