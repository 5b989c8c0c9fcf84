// When an event is by the reader's own clock, where that is not the event's. Pages are cached, so only the device can tell.
for (const line of document.querySelectorAll('.device-time')) {
  try {
    const { starts, ends, zone, words } = line.dataset;
    const language = document.documentElement.lang === 'fr' ? 'fr' : 'en-GB';
    const moment = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
    const own = new Intl.DateTimeFormat(language, moment);
    const there = new Intl.DateTimeFormat(language, { ...moment, timeZone: zone });
    if (own.format(new Date(starts)) !== there.format(new Date(starts))) {
      line.textContent = words.replace('{time}', own.formatRange(new Date(starts), new Date(ends)));
      line.hidden = false;
    }
  } catch (error) {
    // an old browser: the event's own time with its zone stands above
  }
}
