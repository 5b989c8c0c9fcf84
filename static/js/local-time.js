// A country's local date and time. Pages are cached, so only the reader's own clock can tell it. A row with
// data-local-time (an IANA zone) is hidden, or shows its day alone, until its last element has the time.
window.tellLocalTime = (row) => {
  try {
    const clock = new Intl.DateTimeFormat(document.documentElement.lang === 'fr' ? 'fr' : 'en-GB', {
      timeZone: row.dataset.localTime, weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit',
    });
    const tell = () => { row.lastElementChild.textContent = clock.format(new Date()); };
    tell();
    const timer = setInterval(() => (row.isConnected ? tell() : clearInterval(timer)), 20000);
    row.hidden = false;
  } catch (error) {
    row.removeAttribute('data-local-time'); // the browser does not know the zone: no row, the offset above says enough
  }
};
document.querySelectorAll('[data-local-time]').forEach(window.tellLocalTime);
