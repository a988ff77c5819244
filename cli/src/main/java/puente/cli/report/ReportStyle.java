package puente.cli.report;

/** How the report looks: letter paper, on which both countries print; the public pages' colours; one typeface in two weights. */
final class ReportStyle {
    private ReportStyle() {}

    static final String CSS = """
            @page { size: 8.5in 11in; margin: 21mm 18mm 19mm 18mm;
              @top-left { content: %head%; font: 7.5pt Report; color: #535c66; }
              @bottom-left { content: %foot%; font: 7.5pt Report; color: #535c66; }
              @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt Report; color: #535c66; } }
            @page :first { @top-left { content: normal; } @bottom-left { content: normal; } @bottom-right { content: normal; } }
            * { font-family: Report; }
            body { font-size: 9.5pt; line-height: 1.45; color: #16191d; margin: 0; }
            h1, h2, h3, h4, b, th { font-weight: 600; }
            a { color: #16191d; text-decoration: none; }
            .cover { page-break-after: always; }
            .band { width: 100%; margin: 16mm 0 34mm 0; border-collapse: collapse; }
            .band td { height: 2.2mm; padding: 0; border: 0; }
            .mx { background: #00693e; } .us { background: #1c4fa3; }
            .brand { font-size: 13pt; font-weight: 600; color: #5b34b8; margin: 0 0 2mm 0; }
            h1 { font-size: 31pt; line-height: 1.12; margin: 0 0 5mm 0; letter-spacing: -0.3pt; }
            .parties { font-size: 15pt; margin: 0 0 9mm 0; }
            .cover .lead { font-size: 11pt; line-height: 1.5; width: 150mm; margin: 0 0 40mm 0; color: #535c66; }
            .lead { color: #535c66; }
            h2 { font-size: 19pt; line-height: 1.2; margin: 0 0 4mm 0; letter-spacing: -0.2pt; }
            h2.chapter { page-break-before: always; border-bottom: 0.8pt solid #5b34b8; padding-bottom: 2mm; }
            h3 { font-size: 13pt; margin: 5mm 0 1.5mm 0; page-break-after: avoid; }
            h4 { font-size: 10.5pt; line-height: 1.3; margin: 0 0 0.5mm 0; page-break-after: avoid; }
            h5 { font-size: 9pt; font-weight: 600; margin: 2.5mm 0 1mm 0; page-break-after: avoid; }
            .table { margin: 2.5mm 0 6mm 0; }
            th.wide { text-align: right; width: 26mm; }
            p { margin: 0 0 2.4mm 0; }
            ul, ol { margin: 0 0 4mm 0; padding-left: 5mm; } li { margin: 0 0 1.4mm 0; }
            .quiet { color: #535c66; font-size: 8.5pt; margin: 0 0 1.5mm 0; }
            .small { color: #535c66; font-size: 7.5pt; line-height: 1.4; margin: 0 0 0.8mm 0; }
            .hash { font-size: 7.5pt; word-wrap: break-word; letter-spacing: 0.1pt; }
            .small.hash { font-size: 6.8pt; }
            .toc { margin-bottom: 9mm; }
            .toc td { font-size: 11pt; padding: 1.8mm 0; } .brief td { font-size: 9pt; padding: 1.2mm 0; }
            td.page { text-align: right; width: 12mm; color: #535c66; } td.page a { color: #535c66; }
            td.page a:after { content: target-counter(attr(href), page); }
            .group { page-break-inside: avoid; }
            .figure { page-break-inside: avoid; margin: 2.5mm 0 5mm 0; padding: 3mm 4mm 2.2mm 4mm; border: 0.5pt solid #d6dade; }
            .chart { display: block; width: 171mm; height: 44mm; margin: 1mm 0 1.5mm 0; }
            .chart.short { height: 34mm; }
            table { border-collapse: collapse; width: 100%; -fs-table-paginate: paginate; margin: 0 0 3.5mm 0; }
            th, td { text-align: left; vertical-align: top; padding: 1.1mm 2mm 1.1mm 0; border-bottom: 0.4pt solid #d6dade; font-size: 8.5pt; }
            tr { page-break-inside: avoid; }
            .terms th { width: 46mm; color: #535c66; font-weight: 400; }
            table.values { margin: 0 0 2mm 0; }
            .values th, .values td { font-size: 6.9pt; padding: 0.6mm 1mm 0.6mm 0; text-align: right; white-space: nowrap; }
            .values th { color: #535c66; font-weight: 400; } .values th:first-child { text-align: left; }
            td.number, th.number { text-align: right; white-space: nowrap; }
            .channel { page-break-inside: avoid; margin: 0 0 5mm 0; }
            .cols { width: 100%; } .cols > tr > td, .cols > tbody > tr > td { border: 0; width: 50%; padding: 0 4mm 0 0; }
            .mark { display: inline-block; width: 2.6mm; height: 2.6mm; margin-right: 1.2mm; }
            .note { border-left: 1.6pt solid #5b34b8; padding-left: 3mm; }
            pre { font-size: 7.5pt; white-space: pre-wrap; word-wrap: break-word; background: #f4f5f6; padding: 2.5mm; margin: 0 0 3mm 0; }
            """;
}
