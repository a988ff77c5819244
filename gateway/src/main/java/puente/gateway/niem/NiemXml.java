package puente.gateway.niem;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import puente.gateway.niem.NiemValue.Augmentation;
import puente.gateway.niem.NiemValue.Literal;
import puente.gateway.niem.NiemValue.Part;
import puente.gateway.niem.NiemValue.Property;
import puente.gateway.niem.NiemValue.Qualified;
import puente.gateway.niem.NiemValue.Structured;

/** The XML form. No document type, no entities, no processing instructions; every prefix is declared once, on the root. */
final class NiemXml {
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final Writer out;

    private NiemXml(Writer out) {
        this.out = out;
    }

    static long write(Stream<Structured> messages, OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        NiemXml xml = new NiemXml(out);
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<puente:RecordExchange");
        for (Map.Entry<String, String> each : NiemNames.PREFIXES.entrySet()) {
            xml.attribute("xmlns:" + each.getKey(), each.getValue());
        }
        xml.attribute("xmlns:xsi", INSTANCE);
        out.write(">\n");
        long count = 0;
        for (Structured message : (Iterable<Structured>) messages::iterator) {
            xml.element("puente:Record", message);
            out.write('\n');
            count++;
        }
        out.write("</puente:RecordExchange>\n");
        out.flush();
        return count;
    }

    private void part(Part part) throws IOException {
        switch (part) {
            case Property property -> {
                for (NiemValue value : property.values()) {
                    element(property.name(), value);
                }
            }
            case Augmentation augmentation -> {
                out.write("<" + augmentation.name() + ">");
                for (Part each : augmentation.parts()) {
                    part(each);
                }
                end(augmentation.name());
            }
        }
    }

    private void element(String name, NiemValue value) throws IOException {
        out.write("<" + name);
        switch (value) {
            case Literal literal -> {
                if (!literal.language().isEmpty()) {
                    attribute("xml:lang", literal.language());
                }
                out.write('>');
                text(literal.text());
            }
            case Qualified qualified -> {
                for (Map.Entry<String, String> each : qualified.attributes().entrySet()) {
                    attribute(each.getKey(), each.getValue());
                }
                out.write('>');
                text(qualified.text());
            }
            case Structured structured -> {
                if (!structured.uri().isEmpty()) {
                    attribute("structures:uri", structured.uri());
                }
                if (structured.parts().isEmpty()) {
                    attribute("xsi:nil", "true");
                }
                out.write('>');
                for (Part each : structured.parts()) {
                    part(each);
                }
            }
        }
        end(name);
    }

    private void end(String name) throws IOException {
        out.write("</" + name + ">");
    }

    private void attribute(String name, String value) throws IOException {
        out.write(" " + name + "=\"");
        for (int at = 0; at < value.length(); at++) {
            switch (value.charAt(at)) {
                case '"' -> out.write("&quot;");
                case '\n' -> out.write("&#xA;");
                case '\t' -> out.write("&#x9;");
                default -> character(value.charAt(at));
            }
        }
        out.write('"');
    }

    private void text(String text) throws IOException {
        for (int at = 0; at < text.length(); at++) {
            character(text.charAt(at));
        }
    }

    private void character(char each) throws IOException {
        switch (each) {
            case '&' -> out.write("&amp;");
            case '<' -> out.write("&lt;");
            case '>' -> out.write("&gt;");
            // A reader would make a line feed of it (XML 1.0, section 2.11).
            case '\r' -> out.write("&#xD;");
            default -> out.write(each);
        }
    }
}
