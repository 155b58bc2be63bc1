// Parts of a page that lie over one another: a line for each two of them.
const found = [];
const parts = [...document.querySelectorAll(".paged .detail, .paged .page-map")].map((part) => [part, part.getBoundingClientRect()]);
parts.forEach(([part, box], at) => {
  for (const [other, its] of parts.slice(at + 1)) {
    const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
    const along = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
    if (across > 1 && along > 1) found.push(`.${part.className} and .${other.className} lie over one another (${across} by ${along} px)`);
  }
});
return found;
