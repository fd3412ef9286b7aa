export { drawJourney } from './draw';
export { Journey } from './journey';
