import type { ErrorMessages } from './types'

const REPORT = 'Nothing you entered is lost. Try again; if it comes back, copy the details and report it.'

export const ENGLISH: ErrorMessages = {
  'app/cancelled': { title: 'Cancelled', text: 'This was stopped before it was done.', action: '' },
  'app/core-restarted': {
    title: 'The engine was restarted',
    text: 'The part of Fettle that does the work stopped and was started again. What was saved is safe.',
    action: 'Try again.',
  },
  'app/not-found': {
    title: 'This {what} is not there',
    text: 'It may have been removed in another window.',
    action: 'Go back to the list and open it again.',
  },
  'bug/invariant': { title: 'Something went wrong in Fettle', text: '{message}', action: REPORT },
  'bug/unexpected': { title: 'Something went wrong in Fettle', text: '{message}', action: REPORT },
  'contract/bad-request': {
    title: 'Two parts of Fettle did not understand each other',
    text: 'The message {channel} was not in the expected form.',
    action: REPORT,
  },
  'contract/unknown-channel': {
    title: 'Two parts of Fettle did not understand each other',
    text: 'The message {channel} is unknown.',
    action: 'Restart Fettle, so that both parts are of the same version.',
  },
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
  'dataset/missing-cell': {
    title: 'A value is missing',
    text: 'Row {row} has no value in “{column}”, and this dataset does not fill it.',
    action: 'Enter a value.',
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
  'keras/unreadable': {
    title: 'This is no model of Keras',
    text: 'The text is not what Keras writes for a model.',
    action: 'Write the model with model.to_json() and choose that file.',
  },
  'keras/unknown-layer': {
    title: 'The layer “{layer}” cannot be read',
    text: 'Fettle has no layer like {className}.',
    action: 'Replace the layer in Keras, write the model again, and add what is missing here.',
  },
  'keras/unsupported-setting': {
    title: 'A setting of “{layer}” cannot be read',
    text: 'Fettle has nothing for {setting} = {value}.',
    action: 'Change this setting in Keras and write the model again.',
  },
  'keras/shared-layer': {
    title: 'The layer “{layer}” is used more than once',
    text: 'In Fettle every layer stands in one place, with weights of its own.',
    action: 'Give each place a layer of its own in Keras and write the model again.',
  },
  'keras/several-outputs': {
    title: 'The model has more than one output',
    text: 'It ends in {layers}; a model of Fettle has one output.',
    action: 'Write a model with one of these outputs.',
  },
  'keras/broken-graph': {
    title: 'The layers of this model do not connect',
    text: 'The layer “{layer}” is missing, or reads itself in a circle.',
    action: 'Write the model again with model.to_json().',
  },
  'keras/too-many-layers': {
    title: 'The model has too many layers',
    text: 'It has {count}; a model of Fettle has {limit} at most.',
    action: 'Build what repeats as a repeated block here.',
  },
  'keras/not-exportable': {
    title: 'The layer “{layer}” cannot be written for Keras',
    text: 'Keras itself has no layer of this kind ({kind}).',
    action: 'Remove the layer for the export, or export a trained model as ONNX.',
  },
  'model/invalid': {
    title: 'The model does not fit together yet',
    text: 'Something is wrong at {path}.',
    action: 'Mend the marked layer.',
  },
  'space/invalid': {
    title: 'A range cannot be searched',
    text: 'The range of {parameter} is not valid.',
    action: 'Mend the range: low below high, and above zero on a log scale.',
  },
  'study/wrong-state': {
    title: 'That is not possible now',
    text: 'The study is {state}.',
    action: 'Wait a moment and look at its state again.',
  },
  'study/nothing-trained': {
    title: 'No trial is complete yet',
    text: 'There is no trained model to use.',
    action: 'Run the study until at least one trial is done.',
  },
  'study/test-sealed': {
    title: 'The test set is sealed',
    text: 'Its rows are shown only after it was opened.',
    action: 'Open the test set when you have decided on a winner.',
  },
  'study/test-already-open': {
    title: 'The test set was opened already',
    text: 'It was opened for trial {trialNumber}; a second look would make its figures too good to be true.',
    action: '',
  },
  'trial/no-weights': {
    title: 'Trial {number} has no trained model',
    text: 'It did not finish, or its weights were removed.',
    action: 'Choose another trial, or run this one again.',
  },
  'training/diverged': {
    title: 'Training diverged',
    text: 'The loss became infinite at epoch {step}. The study goes on.',
    action: 'A lower learning rate usually helps.',
  },
  'training/negative-target': {
    title: 'The target has negative values',
    text: 'A Poisson loss counts, and nothing can be counted fewer than zero times.',
    action: 'Choose another loss, or a target that is zero or more.',
  },
  'training/out-of-memory': {
    title: 'Out of memory',
    text: 'The model and its batch did not fit into memory. The study goes on.',
    action: 'Use smaller batches or fewer units, or run fewer trials at the same time.',
  },
  'training/over-memory': {
    title: 'Too little memory',
    text: 'This training would need {neededBytes}; {availableBytes} may be used now. It was not begun.',
    action: 'Use smaller batches or fewer units, close other programs, or run fewer trials at the same time.',
  },
  'training/no-device': {
    title: 'No graphics card was found',
    text: 'This machine has nothing that {device} could run on, or its driver is too old.',
    action: 'Choose “auto” or the CPU in Settings → Compute.',
  },
  'training/worker-crashed': {
    title: 'The training process ended unexpectedly',
    text: 'It ended with {exit}. The study goes on.',
    action: 'Run the trial again; if it fails again, try a smaller model.',
  },
  'training/worker-hung': {
    title: 'The training process did not answer',
    text: 'It was silent for {seconds} s and was ended. The study goes on.',
    action: 'Run the trial again, or fewer trials at the same time.',
  },
  'training/failed': {
    title: 'Training failed',
    text: '{message}',
    action: 'Run the trial again or change its settings.',
  },
  'training/core-died': {
    title: 'Fettle was ended during this trial',
    text: 'Everything up to its last saved epoch is kept.',
    action: 'Continue the study, or run the trial again.',
  },
  'predict/not-a-number': {
    title: '“{column}” needs a number',
    text: '“{value}” is not one.',
    action: 'Enter a number, such as 3.5.',
  },
  'predict/missing-column': {
    title: 'The file has no column “{column}”',
    text: 'The model needs it to predict.',
    action: 'Add the column, or check the header of the file.',
  },
  'predict/missing-cell': {
    title: '“{column}” is needed',
    text: 'The model cannot predict without it.',
    action: 'Fill it in and try again.',
  },
  'predict/not-a-picture': {
    title: '“{column}” is no picture that can be read',
    text: 'Its file is broken, or of a format that Fettle does not know.',
    action: 'Choose a JPEG, PNG, WebP, GIF, BMP or TIFF file.',
  },
  'predict/too-few-rows': {
    title: 'Too few rows',
    text: 'The model looks at {lookback} rows that follow each other.',
    action: 'Predict a file with at least as many rows.',
  },
  'predict/no-target': {
    title: 'This model predicts nothing',
    text: 'It gives rows back, or makes new ones.',
    action: 'Export it as ONNX to use it elsewhere.',
  },
  'store/locked': {
    title: 'The data folder is in use',
    text: 'Another Fettle has {path} open. Nothing was changed.',
    action: 'Close the other one and try again.',
  },
  'store/corrupt': {
    title: 'The database is damaged',
    text: '{path} could not be read. It was left as it is.',
    action: '“npm run -s fettle -- recover” sets it aside and goes on from the newest backup: {backup}.',
  },
  'store/newer-schema': {
    title: 'The data folder is of a newer Fettle',
    text: 'It has version {found}; this Fettle knows {known}. Nothing was changed.',
    action: 'Update Fettle.',
  },
  'store/read-only': {
    title: 'The data folder cannot be written',
    text: '{path} is read-only.',
    action: 'Allow writing there, or choose another data folder.',
  },
}
