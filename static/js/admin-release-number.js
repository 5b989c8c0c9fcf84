// In the form of a new release: the proposed number follows the series and the date, until somebody types another.
document.addEventListener('DOMContentLoaded', () => {
  const number = document.querySelector('[data-next-numbers]');
  if (!number) return;
  const next = JSON.parse(number.dataset.nextNumbers);
  const form = number.form;
  const propose = () => {
    const year = form.elements.number_year.value || form.elements.date.value.slice(0, 4);
    const series = form.elements.series.value;
    return series && year ? String((next[series] || {})[year] || 1) : '';
  };
  let proposed = number.value;
  ['series', 'date', 'number_year'].forEach((name) => {
    form.elements[name].addEventListener('change', () => {
      if (number.value !== proposed) return;
      proposed = propose();
      number.value = proposed;
    });
  });
});
