import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

const WELSH = [
  'Mae angen mwy o staff.',
  'Diolch',
  'Dim byd',
  'Da iawn',
  'Gwasanaeth gwych, mae’r tîm yn barod iawn i helpu.',
  'Nid oes digon o lety ar gael yn lleol.',
  'Mae cyfathrebu gyda’r darparwr wedi gwella llawer eleni.',
  'Byddai’n well cael gwasanaeth trwy gyfrwng y Gymraeg.',
  'Dwi ddim yn gwybod',
  'Rhestrau aros yn rhy hir',
  'Roedd y broses atgyfeirio yn hawdd i’w defnyddio ond yn araf.',
  'Cefnogaeth dda i ferched',
  'Dylid cael mwy o hyfforddiant i swyddogion prawf.',
  'Yr un peth ag o’r blaen',
  'mae nhw yn gwneud gwaith da gyda pobl ifanc',
  'Dydy pobl ddim yn cael apwyntiad am wythnosau.',
  'Hoffwn weld mwy o wasanaethau wyneb yn wyneb.',
  'Popeth yn iawn',
  'Nid wyf wedi defnyddio’r gwasanaeth hwn',
  'Cael gwared ar y rhestr aros a gwella’r wybodaeth sy’n dod yn ôl atom ni.',
];

const ENGLISH = [
  'More staff are needed.',
  'Thanks',
  'Nothing',
  'Very good',
  'NA',
  'n/a',
  'None',
  'No',
  'Poor communication',
  'comms',
  'Waiting lists',
  'Accomodation is allways a probelm',
  'refferals take to long',
  'Everything!!',
  'Pontypridd',
  'HMP Berwyn',
  'Llandudno and Colwyn Bay',
  'Cwm Taf area',
  'Services in Cymru differ from those in England.',
  'Welsh language sessions (Cymraeg) should be on offer in Gwynedd.',
  'Our Eryri team says "diolch" a lot to the provider.',
  'We work with Gwasanaeth Prawf colleagues and it goes well.',
  'I am in Llanelli',
  'y not ask us?',
  'Am not sure',
  'at times',
  'i do not no',
  'Ar first it was slow, now ok',
  'Dim view of it',
  'Staff sickness, vacancies, turnover',
  'Mentoring. Housing. Debt advice.',
  'Dr Rhys Ll. runs it',
  'The lawyer flew to Wyre Forest with a sawyer',
  'ETE',
  'Gwen was brilliant',
  'Physical hubs, rhythm of sessions, rhyme groups, gwyniad',
  'PWB provider v good',
  'dont know',
  'Loads of paperwork tbh',
  'Ynys Mon has no provision at all, so people travel to Bangor.',
];

describe('languageOf', () => {
  it.each(WELSH)('tells Welsh: %s', (text) => expect(languageOf(text)).toBe('cy'));
  it.each(ENGLISH)('leaves English, typos and Welsh names and all: %s', (text) =>
    expect(languageOf(text)).toBe('en'),
  );
  it.each(['', '-', '...', '10', '😀', '?!', '1/2'])('finds no words in "%s"', (text) =>
    expect(languageOf(text)).toBe('none'),
  );
  it.each(['Спасибо за помощь', 'شكرا جزيلا', '很好'])('knows other letters: %s', (text) =>
    expect(languageOf(text)).toBe('other'),
  );
});
