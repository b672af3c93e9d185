import type { ErrorMessages } from './types'

/** Of files and data: reading them, deciding about them, preparing them. */
export const DATA_ENGLISH = {
  'file/too-large': {
    title: 'The file is too large',
    text: 'It has {sizeBytes}; at most {limitBytes} can be read.',
    action: 'Keep fewer rows or columns and try again.',
  },
  'file/unreadable': {
    title: '{name} could not be read',
    text: 'The file was moved, changed or removed meanwhile, or it is locked by another program.',
    action: 'Check the file and choose it again.',
  },
  'file/disk-full': {
    title: 'The disk is full',
    text: 'Nothing more could be written. What was saved before is safe.',
    action: 'Free some space and try again.',
  },
  'archive/bomb': {
    title: '{name} is made to fill a disk',
    text: 'It unpacks to more than {ratio} times its size, as no collection of data does.',
    action: 'If it is honest, unpack it yourself and choose the folder.',
  },
  'archive/broken': {
    title: '{name} cannot be unpacked',
    text: 'The archive is damaged or cut short.',
    action: 'Fetch or pack it again.',
  },
  'archive/too-large': {
    title: '{name} is too large unpacked',
    text: 'It unpacks to more than {limitBytes}.',
    action: 'Unpack it yourself and choose a part of it.',
  },
  'archive/too-many-files': {
    title: '{name} holds too many files',
    text: 'At most {limit} files can be read at once.',
    action: 'Choose a part of it, or put the data into fewer files.',
  },
  'dataset/broken-file': {
    title: '{name} is damaged',
    text: 'It begins like {format}, but it could not be read on.',
    action: 'Fetch it or export it again.',
  },
  'dataset/no-such-sheet': {
    title: 'There is no sheet “{sheet}”',
    text: '{name} does not have a sheet of this name.',
    action: 'Choose another sheet.',
  },
  'dataset/not-a-table': {
    title: '{name} is not a table',
    text: 'No rows and columns were found in it: it may be a document or a program.',
    action:
      'Choose a text file with one row a line, JSON, Parquet, a spreadsheet, or a folder or archive of pictures or texts.',
  },
  'dataset/empty': {
    title: '{name} is empty',
    text: 'The file has no content.',
    action: 'Choose a file with a table in it.',
  },
  'dataset/no-rows': {
    title: '{name} has no rows',
    text: 'There is a header, but no row below it could be read.',
    action: 'If the first row is data, set “Header” to “none”; otherwise look at the rows set aside.',
  },
  'dataset/one-picture': {
    title: '{name} is a single picture',
    text: 'There is nothing to learn from one row.',
    action: 'Drop the folder that the pictures are in, a folder a class, or an archive of it.',
  },
  'dataset/parse-failed': {
    title: '{name} could not be read as a table',
    text: 'Reading stopped at line {line}: {cause}.',
    action: 'Mend that line, or change the delimiter, the quotes or the encoding above.',
  },
  'dataset/too-many-columns': {
    title: 'The table has too many columns',
    text: 'It has {count} columns; at most {limit} can be used.',
    action: 'Check the delimiter, or keep fewer columns in the file.',
  },
  'dataset/too-many-rows': {
    title: 'The table has too many rows',
    text: 'Of a table with these columns, at most {limit} rows fit into the memory of this machine.',
    action: 'Take a part of the file, or fewer columns.',
  },
  'dataset/one-column': {
    title: 'Only one column was found',
    text: 'All of {name} was read as one single column, so nothing can be predicted from anything.',
    action: 'Choose another delimiter above.',
  },
  'dataset/unknown-column': {
    title: 'There is no column “{column}”',
    text: 'The table does not have a column of this name.',
    action: 'Check the name, or the header of the file.',
  },
  'dataset/no-target': {
    title: 'Nothing to predict yet',
    text: 'No column is the target.',
    action: 'Give one column the role “Target”.',
  },
  'dataset/no-inputs': {
    title: 'Nothing to predict from',
    text: 'Every column but the target is left out.',
    action: 'Give at least one column the role “Input”.',
  },
  'dataset/target-constant': {
    title: '“{column}” always says the same',
    text: 'Every row has the value “{value}”, so there is nothing to learn.',
    action: 'Choose another target, or check the delimiter and the missing marks.',
  },
  'dataset/target-missing': {
    title: '“{column}” is empty',
    text: 'The target has no value in any row.',
    action: 'Choose another target, or check what counts as missing.',
  },
  'dataset/target-not-number': {
    title: '“{column}” is not a number everywhere',
    text: 'It holds values such as “{value}”, and a number is to be predicted.',
    action: 'Predict a class instead, or mark that value as missing.',
  },
  'dataset/target-many-classes': {
    title: '“{column}” has too many classes',
    text: 'It has {count} different values; at most {limit} classes can be told apart.',
    action: 'Predict a number instead, or choose another target.',
  },
  'dataset/target-not-binary': {
    title: '“{column}” does not have two classes',
    text: 'It has {count} different values.',
    action: 'Choose “one of many classes” as the task.',
  },
  'dataset/empty-split': {
    title: 'One part of the split is empty',
    text: 'No row falls into the {part} part.',
    action: 'Give that part a larger share.',
  },
  'dataset/empty-fold': {
    title: 'One part of fold {fold} is empty',
    text: 'No row falls into the {part} part of it.',
    action: 'Choose fewer folds, a smaller gap or a smaller test part.',
  },
  'dataset/no-split-column': {
    title: 'The split lacks its column',
    text: 'Rows are to be divided by a column, and none that the table has is named.',
    action: 'Choose the column in the split.',
  },
  'dataset/too-few-groups': {
    title: 'There are too few groups',
    text: '“{column}” has {count} different values among the usable rows; this split needs {needed}.',
    action: 'Choose fewer folds, a column with more groups, or a split without groups.',
  },
  'dataset/too-many-groups': {
    title: 'There are too many groups to leave each out once',
    text: '“{column}” has {count} different values, and each would train a model; at most {limit} can.',
    action: 'Choose folds that keep groups together instead.',
  },
  'dataset/series-split': {
    title: 'A series is divided by time',
    text: 'Dealt at random, windows for training would hold what is to be predicted in the validation and test parts.',
    action: 'Choose a split by time, or a column that says which part a row belongs to.',
  },
  'dataset/series-too-short': {
    title: 'The series is too short',
    text: 'Its longest stretch without a gap has {count} rows; a window and what it predicts take {needed}.',
    action: 'Look back over fewer rows, predict fewer steps ahead, or let windows reach over gaps.',
  },
  'dataset/too-few-rows': {
    title: 'There are too few rows',
    text: 'Only {count} rows can be used; training, validation and test need some each.',
    action: 'Look at the rows set aside and at what happens to missing values.',
  },
  'dataset/all-missing': {
    title: '“{column}” is empty in the training rows',
    text: 'There is nothing to learn from it, nor anything to fill it with.',
    action: 'Leave the column out.',
  },
  'dataset/bad-correction': {
    title: 'Row {row} cannot have this target',
    text: '“{value}” is no class of the data, or no number where a number is predicted.',
    action: 'Choose one of the classes, or leave the row out.',
  },
  'dataset/no-such-row': {
    title: 'There is no row {row}',
    text: 'The table has fewer rows.',
    action: 'Look the row up in the list of mistakes.',
  },
  'dataset/not-corrected': {
    title: 'Row {row} was not corrected',
    text: 'There is nothing to take back.',
    action: 'Look at the versions of the data: they name every correction.',
  },
  'explain/no-pictures': {
    title: 'Grad-CAM has nothing to look at',
    text: 'No layer of this model makes pictures.',
    action: 'Choose another method, for instance integrated gradients or occlusion.',
  },
  'explain/no-metric': {
    title: 'The metric cannot be told',
    text: '{metric} says nothing of these rows; a class may be missing among them.',
    action: 'Choose another metric or more rows.',
  },
  'explain/sealed': {
    title: 'The test rows are sealed',
    text: 'They are shown once the test set of the study was opened.',
    action: 'Look at the validation rows instead.',
  },
  'explain/no-columns': {
    title: 'Rows cannot be typed here',
    text: 'This model reads windows or pictures, not the columns of one row.',
    action: 'Choose a validation row instead.',
  },
  'dataset/missing-cell': {
    title: 'A value is missing',
    text: 'Row {row} has no value in “{column}”, and this dataset does not fill it.',
    action: 'Enter a value.',
  },
  'sample/backbone-needed': {
    title: 'A trained network is needed first',
    text: 'The model of this sample begins with a network that was trained before, and none is there.',
    action: 'Bring one in under Models → Backbones of any project, then open the sample again.',
  },
  'sample/own-data-needed': {
    title: 'This sample needs data of yours',
    text: 'Nobody may ship the data that it is made for.',
    action: 'Drop a file or folder of your own on it; its page says what it must look like.',
  },
  'studio/no-reconstruction': {
    title: 'This network gives no rows back',
    text: 'Reconstructions and anomalies are there for autoencoders only.',
    action: 'Train a model with the mode “autoencoder”.',
  },
  'studio/no-generator': {
    title: 'This network makes no rows',
    text: 'Rows are made by generators of adversarial training only.',
    action: 'Train a model with the mode “adversarial”.',
  },
  'recipe/filter-value': {
    title: 'Rows cannot be compared with this value',
    text: 'The step “{step}” compares “{column}” with “{value}”, which is no value of that kind.',
    action: 'Write the value as it stands in the file.',
  },
  'recipe/past-step-late': {
    title: 'A step that looks back comes too late',
    text: 'The step “{step}” needs the rows as they are in the file, but earlier steps have learnt from them.',
    action: 'Move it to the beginning of the recipe.',
  },
  'recipe/smote-inputs': {
    title: 'New rows cannot be made of these inputs',
    text: 'The step “{step}” makes rows between rows, which only figures side by side allow.',
    action: 'Balance by weights, or by taking rows twice.',
  },
  'recipe/too-many-columns': {
    title: 'The recipe makes too many columns',
    text: 'The step “{step}” would make {count} columns; {limit} are the most.',
    action: 'Choose fewer columns for it, or a lower degree.',
  },
  'recipe/too-large': {
    title: 'A column holds figures too large for a model',
    text: 'After the recipe, some figures of “{column}” are beyond what a model can compute with.',
    action: 'Scale the column, take its logarithm, or clip what lies far out.',
  },
} satisfies Partial<ErrorMessages>
