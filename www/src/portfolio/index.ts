export { Portfolio } from './portfolio';
export { portfolioScreen } from '../screens/portfolio';
