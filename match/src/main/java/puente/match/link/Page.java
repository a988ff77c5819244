package puente.match.link;

import puente.record.Catalogue;
import puente.record.Language;

/** HTML with every text in both languages, of which a style shows one. No script but the switch, nothing from elsewhere. */
final class Page {
    private static final String STYLE = """
        :root{color-scheme:light dark;--ink:#1a1d21;--dim:#5c6670;--line:#d8dde2;--paper:#fff;--for:#0b6b50;--against:#9a3412;--bar:#4a6fa5}
        @media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--dim:#9aa5b1;--line:#363c43;--paper:#15181b;--for:#4cc59a;--against:#f0936a;--bar:#86a8dc}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:960px;margin:0 auto;padding:24px;font-variant-numeric:tabular-nums}
        h1{font-size:24px;margin:0}h2{font-size:18px;margin:40px 0 8px}h3{font-size:15px;margin:0 0 8px}
        table{border-collapse:collapse;display:block;overflow-x:auto;margin:8px 0}td,th{border-bottom:1px solid var(--line);padding:4px 12px 4px 0;text-align:left;font-size:13px}
        th{color:var(--dim);font-weight:600}.tiles{display:flex;gap:32px;flex-wrap:wrap}.tiles b{font-size:24px;display:block}
        .pair{border:1px solid var(--line);padding:16px;margin:16px 0;overflow-x:auto}.pair svg{max-width:none}.axis{color:var(--dim);font-size:13px;margin:0}
        svg{max-width:100%;height:auto}svg text{fill:var(--ink);font:12px system-ui,sans-serif}button{float:right;font:inherit;padding:4px 12px}
        .bar{fill:var(--bar)}.for{fill:var(--for)}.against{fill:var(--against)}.line{stroke:var(--dim);stroke-width:1;fill:none}.dim{fill:var(--dim)!important}
        summary{cursor:pointer;font-size:13px}.findings{padding-left:20px}mark{background:none;color:var(--against);font-weight:600}html[lang=en] [lang=es],html[lang=es] [lang=en]{display:none}
        """;

    private final StringBuilder out = new StringBuilder(1 << 16);

    void open(String title) {
        Catalogue catalogue = Catalogue.standard();
        out.append("<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport"
                        + " content=\"width=device-width,initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'; script-src 'unsafe-inline'\"><title>")
                .append(escaped(catalogue.text(title, Language.EN)))
                .append("</title><style>")
                .append(STYLE)
                .append(
                        "</style><script>if(navigator.language.startsWith('es'))document.documentElement.lang='es'</script>")
                .append("</head><body><main><button type=button onclick=\"document.documentElement.lang=")
                .append("document.documentElement.lang==='en'?'es':'en'\">")
                .append(both("match.report.language"))
                .append("</button>");
        text("h1", title);
    }

    void close() {
        out.append("</main></body></html>\n");
    }

    void raw(String html) {
        out.append(html);
    }

    /** An element with a text in both languages; {@code element} may carry attributes. */
    void text(String element, String code, Object... arguments) {
        String name = element.split(" ", 2)[0];
        out.append('<')
                .append(element)
                .append('>')
                .append(both(code, arguments))
                .append("</")
                .append(name)
                .append('>');
    }

    String both(String code, Object... arguments) {
        Catalogue catalogue = Catalogue.standard();
        return spans(catalogue.text(code, Language.EN, arguments), catalogue.text(code, Language.ES, arguments));
    }

    static String spans(String english, String spanish) {
        return "<span lang=en>" + escaped(english) + "</span><span lang=es>" + escaped(spanish) + "</span>";
    }

    /** Begins a table; a heading that starts with {@code #} is a sign, the same in both languages. */
    void table(String prefix, String... headings) {
        out.append("<table><tr>");
        for (String heading : headings) {
            out.append("<th>");
            if (heading.startsWith("#")) {
                out.append(heading.substring(1));
            } else if (!heading.isEmpty()) {
                out.append(both(prefix + heading));
            }
            out.append("</th>");
        }
        out.append("</tr>");
    }

    void row(String... cells) {
        out.append("<tr>");
        for (String cell : cells) {
            out.append("<td>").append(cell).append("</td>");
        }
        out.append("</tr>");
    }

    void endTable() {
        out.append("</table>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    String html() {
        return out.toString();
    }
}
