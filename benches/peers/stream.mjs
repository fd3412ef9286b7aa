// Rows through a portfolio as a stream would give them, in Node and in a browser.

const PIECE = 1 << 18;

/** The result rows of an input, and its summary. */
export function through(Portfolio, input) {
  const portfolio = new Portfolio({ policy: "cn-bank-loan" });
  const rows = [];
  for (let at = 0; at < input.length; at += PIECE) rows.push(portfolio.push(input.subarray(at, at + PIECE)));
  const ended = portfolio.finish();
  return { rows: [...rows, ended.rows], summary: ended.summary };
}
