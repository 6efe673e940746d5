// A sheet as it stands on this device: the pack that was taken along, and over it what the journal says since.

import { State, keyOf, stateOf } from "./journal.js";
import { openPoints } from "./leave.js";
import { slugOf, withAdded, withoutStruck } from "./respondents.js";
import { scoreUnit } from "./scoring.js";

// The server has it, and it changed nothing there yet.
const PICTURE = /\.(jpe?g|png|heic|heif|webp|avif|gif)$/i;
const REFUSED = new Set([State.CONFLICT, State.QUARANTINED]);

export async function loadSheet(store, locus) {
  const row = await store.get("packs", locus);
  if (!row) {
    return null;
  }
  const events = await store.eventsOf(locus);
  const queued = new Set((await store.all("queue")).map((entry) => entry.sequence));
  const counted = events.filter((event) => event.sequence > row.sequence || queued.has(event.sequence));
  const receipts = new Map((await store.all("receipts")).map((receipt) => [receipt.id, receipt]));
  return new Sheet(row, counted, receipts, events);
}

export class Sheet {
  // `events` lie over the pack; `journal` is all that this device ever wrote on the sheet.
  constructor(row, events, receipts, journal = events) {
    this.row = row;
    this.pack = row.pack;
    this.journal = journal;
    this.receipts = receipts;
    this.subjects = new Map(this.pack.subjects.map((subject) => [subject.id, { ...subject }]));
    this.parts = this.pack.parts;
    this.mine = new Map();
    this.others = new Map();
    this.photos = new Map();
    // Pictures taken here that this browser could not measure.
    this.unmeasured = 0;
    this.pictures = [...(this.pack.photos ?? [])];
    this.disputed = new Set(this.pack.disputed.map((question) => keyOf(...question)));
    const received = this.#received();
    for (const answer of this.pack.answers) {
      const key = keyOf(answer.indicator, answer.method, answer.subject);
      if (answer.mine) {
        this.mine.set(key, { ...answer, isFromHere: received.get(key) === answer.version });
      } else if (answer.state !== "open") {
        this.others.set(key, [...(this.others.get(key) ?? []), answer]);
      }
    }
    for (const event of events) {
      this.#lay(event);
    }
  }

  // By question, the version that this device's last word became.
  #received() {
    const applied = this.journal.map((event) => [event.question, this.receipts.get(event.id)]).filter(([, receipt]) => receipt?.state === "applied");
    return new Map(applied.map(([question, { version }]) => [question, version]));
  }

  #lay(row) {
    const { body } = row.event;
    const status = stateOf(this.receipts.get(row.id));
    const reason = this.receipts.get(row.id)?.reason ?? "";
    if (row.kind === "answer") {
      const before = this.mine.get(row.question);
      // A judgement that was given again saw what stands there now; one that the server did not take changes nothing.
      const doubt = REFUSED.has(status) ? before?.doubt : "";
      this.mine.set(row.question, { ...body, chosen: before?.chosen ?? false, doubt, status, problem: reason });
    } else if (row.kind === "subject") {
      const { name, duty, is_substitute: isSubstitute } = body;
      Object.assign(this.subjects.get(body.subject) ?? {}, { name, duty, is_substitute: isSubstitute, status });
    } else if (row.kind === "subject-added" && !REFUSED.has(status)) {
      this.parts = withAdded(this, body, status);
    } else if (row.kind === "subject-struck" && !REFUSED.has(status)) {
      this.parts = withoutStruck(this, body);
    } else if (row.kind === "photo") {
      const isUnmeasured = !row.measured && PICTURE.test(body.name);
      this.unmeasured += isUnmeasured && !REFUSED.has(status) ? 1 : 0;
      for (const code of body.indicators) {
        this.photos.set(code, [...(this.photos.get(code) ?? []), { name: body.name, size: body.size, status, problem: reason, isUnmeasured }]);
      }
      if (row.measured && !REFUSED.has(status)) {
        this.pictures.push({ evidence: body.upload, title: body.name.replace(/\.[^.]*$/, ""), indicators: body.indicators, ...row.measured });
      }
    }
  }

  get questions() {
    return this.parts.flatMap((part) => this.questionsOf(part));
  }

  questionsOf(part) {
    return part.questions.map(([indicator, method]) => ({
      indicator,
      method,
      subject: part.subject,
      part: part.slug,
      key: keyOf(indicator, method, part.subject),
    }));
  }

  part(slug) {
    return this.parts.find((part) => part.slug === slug || slugOf(part.subject) === slug);
  }

  // The team's value, as far as this device knows: a colleague's that was chosen, else one's own, else the first.
  teamValue(key) {
    const others = this.others.get(key) ?? [];
    const mine = this.mine.get(key);
    const chosen = others.find((answer) => answer.chosen);
    if (chosen) {
      return chosen;
    }
    return mine && mine.state !== "open" ? mine : (others[0] ?? null);
  }

  isDisputed(key) {
    const mine = this.mine.get(key);
    if (!mine?.status) {
      return this.disputed.has(key);
    }
    const said = [...(this.others.get(key) ?? []), ...(mine && mine.state !== "open" ? [mine] : [])];
    return new Set(said.map((answer) => `${answer.state} ${answer.value}`)).size > 1;
  }

  progressOf(questions) {
    const answered = questions.filter(({ key }) => this.teamValue(key)).length;
    return { answered, expected: questions.length };
  }

  filesAt(indicator) {
    const here = (this.photos.get(indicator) ?? []).filter(({ status }) => !REFUSED.has(status));
    return (this.pack.evidence[indicator] ?? 0) + here.length;
  }

  score() {
    const { questions } = this;
    const expected = {};
    const answers = [];
    for (const { indicator, method, key } of questions) {
      expected[`${indicator} ${method}`] = (expected[`${indicator} ${method}`] ?? 0) + 1;
      const said = this.teamValue(key);
      if (said) {
        answers.push({ indicator, method, state: said.state, value: said.value });
      }
    }
    const unit = {
      agencyKind: this.pack.agency_kind,
      unitKind: this.pack.unit_kind,
      answers,
      notApplicable: Object.keys(this.pack.excluded),
      expected,
    };
    return scoreUnit(unit, this.pack.rules);
  }

  // The sheet as the checks before leaving see it.
  facts() {
    const { pack } = this;
    const said = this.questionsInOrder().map(({ indicator, method, subject, key }) => {
      const rule = pack.indicators[indicator];
      const answer = this.teamValue(key);
      return {
        indicator,
        method,
        subject,
        top: rule.top,
        isAnswered: answer !== null,
        value: answer?.value ?? null,
        isDisputed: this.isDisputed(key),
        wantsEvidence: rule.methods[method].evidence.some(([, optional]) => !optional),
      };
    });
    const codes = Object.keys(pack.indicators);
    return {
      said,
      evidence: Object.fromEntries(codes.map((code) => [code, this.filesAt(code)])),
      photos: this.pictures,
      quotas: [...this.usersQuota(said), ...this.contacts()],
      doubted: this.doubted(),
    };
  }

  // As the edition names them: the checks take the first question of an indicator as its place.
  questionsInOrder() {
    const places = Object.entries(this.pack.indicators).flatMap(([code, { methods }]) => Object.keys(methods).map((method) => `${code} ${method}`));
    const order = new Map(places.map((place, number) => [place, number]));
    const placeOf = ({ indicator, method }) => order.get(`${indicator} ${method}`);
    return this.questions.sort((one, other) => placeOf(one) - placeOf(other));
  }

  // Users with at least one level; a quota that nobody states asks for none.
  usersQuota(said) {
    const { users: need } = this.pack.leaving;
    const isUser = (subject) => this.subjects.get(subject).kind === "user";
    const asked = new Set(said.filter(({ value, subject }) => value !== null && isUser(subject)).map(({ subject }) => subject));
    return need ? [{ code: "respondents_per_unit", have: asked.size, need, subject: null }] : [];
  }

  // Contacts are counted on the server; a product that was added here has none yet.
  contacts() {
    const known = this.pack.leaving.contacts ?? [];
    const products = new Set(this.parts.map((part) => this.subjects.get(part.subject)).filter(({ kind }) => kind === "product").map(({ id }) => id));
    const added = [...products].filter((id) => this.subjects.get(id).isAdded);
    return [
      ...known.filter(({ subject }) => products.has(subject)),
      ...(known.length ? added.map((subject) => ({ code: known[0].code, have: 0, need: known[0].need, subject })) : []),
    ];
  }

  // Judgements whose evidence changed since: what the server knew when the sheet was taken along.
  doubted() {
    const said = [...this.mine, ...[...this.others].flatMap(([key, answers]) => answers.map((answer) => [key, answer]))];
    return said
      .filter(([, { doubt }]) => doubt)
      .map(([, { indicator, method, subject, doubt }]) => ({ indicator, method, subject, what: doubt }));
  }

  openPoints() {
    return openPoints(this.facts(), this.pack.leaving.thresholds);
  }

  // How many entries that were ever made on this device stand in which state.
  states() {
    const counts = {};
    for (const event of this.journal) {
      const state = stateOf(this.receipts.get(event.id));
      counts[state] = (counts[state] ?? 0) + 1;
    }
    return counts;
  }
}
