/** A small survey with two open questions, each of a meal, as a study's file; codes are written beside it. */
export const CANTEEN = `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
scales: { agreement: { kind: ordered, options: ['No', 'Yes'] }, site: { kind: nominal, options: [North, South] } }
dimensions: { site: { from: respondent }, meal: { from: question, groups: { B: Breakfast, L: Lunch } } }
questionnaires:
  - id: staff
    title: Staff
    sections:
      - id: all
        title: All
        questions:
          - { id: site, text: Site?, scale: site }
          - { id: improve, text: What could be better?, facets: { meal: L } }
          - { id: other, text: Anything else?, facets: { meal: B } }
`;
