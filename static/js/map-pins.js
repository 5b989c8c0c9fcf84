// Pins kept apart, for both views of the member map. Pure: no map, no page.
window.memberMap = {
  // Pushes spots ({home: {x, y}, at: {x, y}} in px) until the boxes of 25 px round `at` are free of each other, as near to
  // `home` as that allows. Pins are 24 px, WCAG's target size, and keep one between them.
  pushApart(spots, apart = 25) {
    for (let round = 0, moved = true; moved && round < 300; round += 1) {
      moved = false;
      // The pull home ends early, so that the last rounds only make room.
      if (round < 60) {
        for (const { home, at } of spots) {
          at.x += (home.x - at.x) * 0.1;
          at.y += (home.y - at.y) * 0.1;
        }
      }
      for (let i = 0; i < spots.length; i += 1) {
        for (let j = i + 1; j < spots.length; j += 1) moved = this.part(spots[i].at, spots[j].at, apart) || moved;
      }
    }
  },

  // Moves two points away from each other along their line; says whether they were too close.
  part(a, b, apart) {
    const x = b.x - a.x;
    const y = b.y - a.y;
    const lack = apart - Math.max(Math.abs(x), Math.abs(y));
    if (lack <= 0.01) return false;
    const length = Math.hypot(x, y);
    const step = length ? lack / 2 / length : 0;
    const [stepX, stepY] = length ? [x * step, y * step] : [lack / 2, 0];
    a.x -= stepX;
    a.y -= stepY;
    b.x += stepX;
    b.y += stepY;
    return true;
  },
};
