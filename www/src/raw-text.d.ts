/** The text of a file, as the bundler takes it in. */
declare module '*?raw' {
  const text: string;
  export default text;
}
