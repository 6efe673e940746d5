// What is still open at a sheet, by the server's own thresholds (assessments/fieldwork/leaving); a test holds the
// points equal to the server's.

import { Fraction, mean } from "./fraction.js";

// said: [{ indicator, method, subject, top, isAnswered, value (text or null), isDisputed, wantsEvidence }],
// evidence: { indicator: count }, photos: [{ evidence, title, width, height, brightness (null: not measured) }],
// quotas: [{ code, have, need, subject }], doubted: [{ indicator, method, subject, what }].
// Points as the server writes them, in its order.
export function openPoints(sheet, thresholds) {
  return [
    ...sheet.said.filter((said) => !said.isAnswered).map((said) => point("unanswered", said)),
    ...sheet.said.filter((said) => said.isDisputed).map((said) => point("disputed", said)),
    ...shortQuotas(sheet),
    ...levelsWithoutEvidence(sheet, thresholds.evidence),
    ...contradictions(sheet, thresholds.contradiction),
    ...smallPhotos(sheet, thresholds.photo_size),
    ...darkPhotos(sheet, thresholds.photo_light),
    ...sheet.doubted.map((doubted) => point("recheck", doubted, { what: doubted.what })),
  ];
}

function point(check, { indicator, method, subject }, more = {}) {
  return { check, indicator, method, subject, ...more };
}

function shortQuotas({ quotas }) {
  return quotas
    .filter(({ have, need }) => have < need)
    .map(({ code, have, need, subject }) => ({ check: "quota", quota: code, subject, have: String(have), need: String(need) }));
}

function smallPhotos({ photos }, { shorter_side: need }) {
  return photos
    .filter(({ width, height }) => Math.min(width, height) < need)
    .map((photo) => photoPoint("photo_size", photo, `${photo.width} × ${photo.height}`, need));
}

function darkPhotos({ photos }, { brightness: need }) {
  return photos
    .filter(({ brightness }) => brightness !== null && brightness < need)
    .map((photo) => photoPoint("photo_light", photo, String(photo.brightness), need));
}

function photoPoint(check, { evidence, title, indicators }, have, need) {
  return { check, evidence, what: title, have, need: String(need), indicators };
}

function levelsWithoutEvidence(sheet, rule) {
  const found = new Set();
  const least = new Fraction(BigInt(rule.from_level));
  return sheet.said.flatMap((said) => {
    const { indicator, method, value, wantsEvidence } = said;
    if (found.has(indicator) || value === null || !wantsEvidence || sheet.evidence[indicator]) {
      return [];
    }
    if (!rule.methods.includes(method) || Fraction.of(value).isBelow(least)) {
      return [];
    }
    found.add(indicator);
    return [point("evidence", said, { have: value })];
  });
}

function contradictions(sheet, rule) {
  const apart = Fraction.of(rule.apart);
  const valued = (method) => {
    const found = new Map();
    for (const said of sheet.said.filter((each) => each.value !== null && each.method === method)) {
      found.set(said.indicator, [...(found.get(said.indicator) ?? []), said]);
    }
    return found;
  };
  const [told, shown] = [valued(rule.told), valued(rule.shown)];
  return [...shown].flatMap(([indicator, papers]) => {
    if (!told.has(indicator)) {
      return [];
    }
    const [first] = papers;
    const top = new Fraction(BigInt(first.top));
    const [papersMean, peopleMean] = [partOfTop(papers), partOfTop(told.get(indicator))];
    const difference = papersMean.isBelow(peopleMean) ? peopleMean.minus(papersMean) : papersMean.minus(peopleMean);
    if (difference.isBelow(apart)) {
      return [];
    }
    return [point("contradiction", first, { have: text(papersMean.times(top)), need: text(peopleMean.times(top)) })];
  });
}

function partOfTop(said) {
  return mean(said.map(({ value, top }) => Fraction.of(value).by(new Fraction(BigInt(top)))));
}

function text({ over, under }) {
  return under === 1n ? String(over) : `${over}/${under}`;
}
