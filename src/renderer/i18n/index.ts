export { chooseLocale, createWords } from './createWords'
