// What is still open at a sheet, by the server's own thresholds (assessments/fieldwork/leaving); a test holds the
// points equal to the server's. The checks of photos already on the server are made there.

import { Fraction, mean } from "./fraction.js";

// said: [{ indicator, method, subject, top, isAnswered, value (text or null), isDisputed, wantsEvidence }],
// evidence: { indicator: count }, users: { have, need } or null. Points as the server writes them.
export function openPoints(sheet, thresholds) {
  return [
    ...sheet.said.filter((said) => !said.isAnswered).map((said) => point("unanswered", said)),
    ...sheet.said.filter((said) => said.isDisputed).map((said) => point("disputed", said)),
    ...quota(sheet),
    ...levelsWithoutEvidence(sheet, thresholds.evidence),
    ...contradictions(sheet, thresholds.contradiction),
  ];
}

function point(check, { indicator, method, subject }, more = {}) {
  return { check, indicator, method, subject, ...more };
}

function quota({ users }) {
  if (!users || users.have >= users.need) {
    return [];
  }
  return [{ check: "quota", have: String(users.have), need: String(users.need) }];
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
