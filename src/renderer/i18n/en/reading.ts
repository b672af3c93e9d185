/** Why a source was read as it was, by what the reason is given for. */
export const reading = {
  title: 'How it was read',
  formats: {
    delimited: 'delimited text',
    json: 'JSON',
    parquet: 'Parquet',
    xlsx: 'a spreadsheet',
    idx: 'IDX pictures',
    pictures: 'pictures',
    texts: 'texts',
  },
  what: {
    format: 'Format',
    encoding: 'Encoding',
    delimiter: 'Delimiter',
    header: 'Header',
    decimal: 'Decimal',
    missing: 'Missing',
    files: 'Files',
    archive: 'Archive',
    sheet: 'Sheet',
  },
  why: {
    format: {
      content: 'By its first bytes it is {format}.',
      mostFiles: '{count} of {total} files are {format}.',
      chosen: 'You chose it.',
    },
    encoding: {
      byteOrderMark: 'The mark at the beginning says {encoding}.',
      plainLetters: 'It has plain letters only, which all encodings share.',
      validUtf8: 'Its letters beyond the plain ones are well-formed UTF-8.',
      zeroBytes: 'Every other byte is zero, as in {encoding}.',
      likelyCharacters: 'It is no UTF-8, and read as {encoding} its letters are likely ones.',
      chosen: 'You chose it.',
    },
    delimiter: {
      evenRows: 'Cut at the {delimiter}, {share} of the first rows have {columns} cells.',
      chosen: 'You chose it.',
    },
    header: {
      wordsOverFigures: 'Words stand over figures.',
      unlikeBelow: 'The first row is unlike those below it.',
      figuresOnTop: 'There is none: “{example}” in the first row is a value.',
      repeatedBelow: 'There is none: “{example}” stands further down in its column, too.',
      unnamed: 'There is none: most cells of the first row name nothing.',
      keys: 'The names stand in the source itself.',
      chosen: 'You chose it.',
    },
    decimal: {
      figures: 'Figures such as {example} need it.',
      noneTells: 'No figure tells, so it is a point.',
      chosen: 'You chose it.',
    },
    missing: {
      tokens: 'These stand among figures: {tokens}',
      noTokens: 'No text that usually means “missing” stands among figures.',
      chosen: 'You chose it.',
    },
    files: {
      oneTable: '{count} files have the same columns and were read as one table.',
      classFolders: 'The {count} folders name the classes.',
      labelFile: '{file} names {count} of the pictures; its other columns were added.',
      noLabels: 'Neither folders nor a table beside them name classes.',
      pairs:
        'Labels were found for the pictures of one file. | Labels were found for the pictures of {count} files.',
      parts: 'Folders tell the parts: {names}',
    },
    archive: {
      unpacked: '{name} was unpacked: one file. | {name} was unpacked: {count} files.',
      gunzipped: '{name} is compressed and was read as what it holds.',
    },
    sheet: {
      firstSheet: '“{sheet}” is the first of {count} sheets.',
      otherSheet: '“{sheet}” is there, too.',
      chosen: 'You chose it.',
    },
  },
}
