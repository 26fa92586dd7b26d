/** A convenience only: tables marked `data-sort` get sortable heads and a filter; the page reads the same without it. */
export const script = `
for (const table of document.querySelectorAll('table[data-sort]')) {
  const parts = () => [...table.tBodies];
  const tools = table.closest('section').querySelector('.tools');
  if (tools) {
    tools.hidden = false;
    const input = tools.querySelector('input');
    input.addEventListener('input', () => {
      const wanted = input.value.toLowerCase();
      for (const part of parts()) part.hidden = !part.textContent.toLowerCase().includes(wanted);
    });
  }
  const valueOf = (part, index) => {
    const cell = part.rows[0].cells[index];
    return cell.dataset.v === undefined ? cell.textContent : cell.dataset.v === '' ? -Infinity : Number(cell.dataset.v);
  };
  [...table.tHead.rows[0].cells].forEach((head, index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      for (const other of head.parentNode.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const sorted = parts().sort((a, b) => {
        const [x, y] = [valueOf(a, index), valueOf(b, index)];
        const order = typeof x === 'string' ? x.localeCompare(y) : x < y ? -1 : x > y ? 1 : 0;
        return down ? -order : order;
      });
      table.append(...sorted);
    });
  });
}
`;
