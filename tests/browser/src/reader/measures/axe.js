// What axe-core finds on the page as it is: a line for each rule that an element breaks. `arguments`: the rules to run by
// their tags, or by their names, and what to call back with the lines.
//
// A frame within the page is a page of its own and is held against the rules as one.
const [by, values, done] = arguments;
const line = (violation) => (node) => {
  const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
  return `${violation.id} (${violation.impact}) ${node.target.join(" ")}: ${why}`;
};
axe
  .run(document, { runOnly: { type: by, values }, resultTypes: ["violations"], iframes: false })
  .then(({ violations }) => done(violations.flatMap((it) => it.nodes.map(line(it)))))
  .catch((error) => done([`axe-core could not run: ${error.message}`]));
