"""A small issue with one of everything: parts, tables, footnotes, links, a picture, two indices in a chapter."""

EXAMPLE = """\
--- series.yaml
overview: {title: Indices side by side, indices: [partner, neighbor]}
appendices:
  - {id: appendix-relations, title: Catalogue of relations, catalogue: [partner, neighbor]}
  - {id: appendix-security, title: Catalogue of security, catalogue: [security]}
  - {id: appendix-scale, title: Color scale, scale: tension}
--- issue.yaml
letter: |
  We present the issue. Relations with the partner closed at {=partner.total}, with the neighbor at
  {=neighbor.total}; tension in the region stands at {=regional.total} ({=regional.band}).

  The reasons are in [](#appendix-relations).
--- plan.svg
<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30">
<rect width="60" height="30" fill="#5b6673"/></svg>
--- partner.yaml
chapter: partner
trends:
  - The first trend says that exports to the partner’s market grew by 17% within 12 months.
  - The second trend is that nothing else has changed.
developments:
  - heading: Oil and gas
    text: |
      The talks on oil went on for the whole of the period, and came to [39%]{=39 / 100} of what had been agreed
      in the “roadmap” of 2018.[^1] A [report of the ministry](https://example.org/oil-report?year=2019) has the rest.

      1. First, the price of a barrel stayed at USD 61.5 in November.
      2. Second, transit tariffs rose by 6.6% on 1 December, to the displeasure of all.

      ![Plan of the pipeline](plan.svg)

      [^1]: The roadmap was never published, and is known from two newspapers only.
  - heading: Trade
    text: |
      Trade reached 4,012 million dollars, as [](#goods) shows; see also [the color scale](#appendix-scale).
  - table: goods
forecast: |
  Prices will hardly fall before March, and a quarrel about transit through 2021-2025 is likely.
tables:
  - id: goods
    caption: Goods that crossed the border
    columns: [Goods, Share in 2019, Remark]
    rows:
      - [Oil, 41%, By pipeline]
      - [Timber, 22%, "By rail, and in winter on the river"]
      - [Milk powder, 17%, Inspected twice]
      - [Tractors, 9%, "[By road](https://example.org/road)"]
events:
  - {date: 4-5 November, event: The prime ministers meet, points: +2}
  - {date: 12 November, event: A pipeline is closed for repairs, points: -1}
  - {date: Late November, event: Milk powder is inspected twice, points: [+1, -1]}
  - {date: 20 December, event: A contract on transit is signed, points: +3}
--- neighbor.yaml
chapter: neighbor
trends: [Contacts with the neighbor became rarer.]
developments:
  - heading: Oil and gas
    text: |
      The neighbor buys none of the oil, and says so at every meeting of the commission.
forecast: |
  No meeting is expected in the winter, and none in the spring that follows it.
events:
  - {date: 6 November, event: The border commission meets, points: +1}
  - {date: 1 December, event: A consul is sent home, points: -2}
--- security.yaml
chapter: security
trends: [The army trained more than in the year before.]
developments:
  - part: National security
  - heading: Army training
    text: |
      Spending is to rise to 1.5% of GDP, and the index of the nation comes to {=national.total}.
  - part: Regional security
  - heading: Exercises
    text: |
      Exercises were held in two states of the region, one of them with live ammunition.
forecast: |
  Exercises will be fewer in winter, as they were in the two winters before this one.
events:
  - {date: 7 November, event: A brigade is rearmed, points: {national: +2, regional: -3}}
  - {date: 19 November, event: An exercise is announced in time, points: {national: 0, regional: +1}}
  - {date: Mid-December, event: Aircraft come close to the border, points: {national: -1, regional: -2}}
"""
