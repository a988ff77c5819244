package puente.gateway.niem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import puente.gateway.niem.NiemValue.Augmentation;
import puente.gateway.niem.NiemValue.Literal;
import puente.gateway.niem.NiemValue.Part;
import puente.gateway.niem.NiemValue.Property;
import puente.gateway.niem.NiemValue.Qualified;
import puente.gateway.niem.NiemValue.Structured;

/**
 * The JSON form (NIEM NDR 6.0, section 13): a JSON-LD document with its context inside, so that no reader need fetch anything. Every
 * object names its class, which a reader without the model could not know (section 14.2.4). Decimals are strings, for a JSON number
 * would become a double on the way to RDF.
 */
final class NiemJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private NiemJson(JsonGenerator out) {
        this.out = out;
    }

    static long write(Stream<Structured> messages, OutputStream stream) throws IOException {
        long count = 0;
        try (JsonGenerator out = JSON.createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            NiemJson json = new NiemJson(out);
            out.writeStartObject();
            json.writeContext();
            out.writeObjectFieldStart("puente:RecordExchange");
            out.writeStringField("@type", "puente:RecordExchangeType");
            out.writeArrayFieldStart("puente:Record");
            for (Structured message : (Iterable<Structured>) messages::iterator) {
                json.value("puente:Record", message);
                count++;
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
            out.writeRaw('\n');
        }
        return count;
    }

    /** The context as a document of its own. */
    static byte[] context() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            new NiemJson(out).writeContext();
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void writeContext() throws IOException {
        out.writeObjectFieldStart("@context");
        for (Map.Entry<String, Object> each : NiemNames.context().entrySet()) {
            if (each.getValue() instanceof Map<?, ?> term) {
                out.writeObjectFieldStart(each.getKey());
                out.writeStringField("@type", String.valueOf(term.get("@type")));
                out.writeEndObject();
            } else {
                out.writeStringField(each.getKey(), each.getValue().toString());
            }
        }
        out.writeEndObject();
    }

    private void part(Part part) throws IOException {
        switch (part) {
            case Property property -> {
                out.writeFieldName(property.name());
                if (property.repeatable()) {
                    out.writeStartArray();
                    for (NiemValue value : property.values()) {
                        value(property.name(), value);
                    }
                    out.writeEndArray();
                } else {
                    value(property.name(), property.values().getFirst());
                }
            }
            case Augmentation augmentation -> {
                for (Part each : augmentation.parts()) {
                    part(each);
                }
            }
        }
    }

    private void value(String property, NiemValue value) throws IOException {
        switch (value) {
            case Literal literal -> literal(property, literal);
            case Qualified qualified -> {
                out.writeStartObject();
                out.writeStringField("@type", qualified.type());
                out.writeStringField(qualified.literalName(), qualified.text());
                for (Map.Entry<String, String> each : qualified.attributes().entrySet()) {
                    out.writeStringField(each.getKey(), each.getValue());
                }
                out.writeEndObject();
            }
            case Structured structured -> {
                out.writeStartObject();
                if (!structured.uri().isEmpty()) {
                    out.writeStringField("@id", structured.uri());
                }
                out.writeStringField("@type", structured.type());
                for (Part each : structured.parts()) {
                    part(each);
                }
                out.writeEndObject();
            }
        }
    }

    private void literal(String property, Literal literal) throws IOException {
        if (!literal.language().isEmpty()) {
            out.writeStartObject();
            out.writeStringField("@value", literal.text());
            out.writeStringField("@language", literal.language());
            out.writeEndObject();
        } else if (NiemNames.datatype(property).filter("boolean"::equals).isPresent()) {
            out.writeBoolean(Boolean.parseBoolean(literal.text()));
        } else {
            out.writeString(literal.text());
        }
    }
}
