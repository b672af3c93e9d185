import { describe, expect, it } from 'vitest'
import { splitWords } from './splitWords'

const words = (line: string) => splitWords(line).words

describe('splitWords', () => {
  it('splits at spaces and line ends', () => {
    expect(words('  python  train.py --lr {lr}\n--units {units} ')).toEqual(
      'python train.py --lr {lr} --units {units}'.split(' '),
    )
    expect(words('')).toEqual([])
  })

  it('keeps together what is quoted, and takes an empty word', () => {
    expect(words(`python "my train.py" --note='a "b" c' ''`)).toEqual([
      ...['python', 'my train.py', '--note=a "b" c', ''],
    ])
    expect(words(String.raw`x "say \"hi\""`)).toEqual(['x', 'say "hi"'])
  })

  it('takes a backslash for one, but before a space, a quote or a line end', () => {
    expect(words(String.raw`C:\Python\python.exe "C:\my data\x.py"`)).toEqual([
      String.raw`C:\Python\python.exe`,
      String.raw`C:\my data\x.py`,
    ])
    expect(words(String.raw`/opt/my\ tools/run \"x\"`)).toEqual(['/opt/my tools/run', '"x"'])
    expect(words('python \\\n train.py')).toEqual(['python', 'train.py'])
  })

  it('says which quote nothing closes', () => {
    expect(splitWords('python "train.py').openQuote).toBe('"')
    expect(splitWords(`python 'it"s'`).openQuote).toBeNull()
  })
})
