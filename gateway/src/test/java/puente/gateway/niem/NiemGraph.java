package puente.gateway.niem;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.TypeInfoProvider;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.TypeInfo;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The RDF that a NIEM message entails (NIEM NDR 6.0, section 14.2), read two ways that share nothing with the writer: JSON by a
 * JSON-LD processor, XML by the schemas, which say of what type each element is. A graph is a set of lines; objects without a URI
 * stand where they are used, which is enough because nothing refers to them twice.
 */
final class NiemGraph {
    private static final String RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final String STRUCTURES = "https://docs.oasis-open.org/niemopen/ns/model/structures/6.0/";
    private static final List<String> DATATYPES = List.of(
            "boolean", "integer", "decimal", "double", "date", "dateTime", "gYear", "gYearMonth", "duration", "anyURI");

    private final Map<String, SortedSet<String>> statements = new TreeMap<>();
    private final Map<String, SortedSet<String>> uses = new TreeMap<>();
    private int blanks;

    private NiemGraph() {}

    private String blank() {
        blanks++;
        return "_:n" + blanks;
    }

    private void add(String subject, String predicate, String object) {
        statements.computeIfAbsent(subject, each -> new TreeSet<>()).add(predicate + "\t" + object);
        uses.computeIfAbsent(object, each -> new TreeSet<>()).add(subject);
    }

    /** A literal's text as it stands between quotes. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    private static String literal(String text, String datatype, String language) {
        return "\"" + escaped(text) + "\""
                + (datatype.isEmpty() ? "" : "^^" + datatype)
                + (language.isEmpty() ? "" : "@" + language.toLowerCase(Locale.ROOT));
    }

    /** The graph's lines: the same for two graphs exactly if they are isomorphic, blank nodes being trees. */
    SortedSet<String> lines() {
        SortedSet<String> lines = new TreeSet<>();
        for (Map.Entry<String, SortedSet<String>> each : statements.entrySet()) {
            if (!each.getKey().startsWith("_:")) {
                for (String statement : each.getValue()) {
                    lines.add(each.getKey() + " " + resolved(statement));
                }
            } else if (!uses.containsKey(each.getKey())) {
                lines.add(tree(each.getKey()));
            } else if (uses.get(each.getKey()).size() > 1) {
                throw new AssertionError("a blank node is used twice: " + each);
            }
        }
        return lines;
    }

    private String tree(String node) {
        SortedSet<String> inner = new TreeSet<>();
        statements.getOrDefault(node, new TreeSet<>()).forEach(each -> inner.add(resolved(each)));
        return "[" + String.join("; ", inner) + "]";
    }

    private String resolved(String statement) {
        int tab = statement.indexOf('\t');
        String object = statement.substring(tab + 1);
        return statement.substring(0, tab) + " " + (object.startsWith("_:") ? tree(object) : object);
    }

    // ------------------------------------------------------------------------------------------------ JSON

    static SortedSet<String> ofJson(byte[] json) throws JsonLdError {
        NiemGraph graph = new NiemGraph();
        JsonLd.toRdf(JsonDocument.of(new ByteArrayInputStream(json))).provide(new RdfQuadConsumer() {
            @Override
            public RdfQuadConsumer quad(
                    String subject,
                    String predicate,
                    String object,
                    @Nullable String datatype,
                    @Nullable String language,
                    @Nullable String direction,
                    @Nullable String inGraph) {
                String value = object;
                if (RdfQuadConsumer.isLiteral(datatype, language, direction)) {
                    boolean plain =
                            datatype == null || datatype.equals(XSD + "#string") || datatype.endsWith("#langString");
                    value = literal(object, plain ? "" : datatype, language == null ? "" : language);
                } else if (!object.startsWith("_:")) {
                    value = "<" + object + ">";
                }
                graph.add(subject.startsWith("_:") ? subject : "<" + subject + ">", predicate, value);
                return this;
            }
        });
        return graph.lines();
    }

    // ------------------------------------------------------------------------------------------------ XML

    /** Reads a message, valid by the schema or refused; no document type is let in, and nothing is fetched. */
    static SortedSet<String> ofXml(byte[] xml, Schema schema)
            throws SAXException, ParserConfigurationException, IOException {
        SAXParserFactory parsers = SAXParserFactory.newDefaultNSInstance();
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        XMLReader reader = parsers.newSAXParser().getXMLReader();
        ValidatorHandler validator = schema.newValidatorHandler();
        NiemGraph graph = new NiemGraph();
        Message message = graph.new Message(validator.getTypeInfoProvider());
        validator.setErrorHandler(message);
        validator.setContentHandler(message);
        reader.setContentHandler(validator);
        reader.setErrorHandler(message);
        reader.parse(new InputSource(new ByteArrayInputStream(xml)));
        return graph.lines();
    }

    /** One open element. */
    private static final class Open {
        private final String property;
        private final String node;
        private final StringBuilder text = new StringBuilder();
        private String language = "";
        private String type = "";
        private String datatype = "";
        private boolean isObject;
        private boolean isAugmentation;
        private boolean isQualified;

        Open(String property, String node) {
            this.property = property;
            this.node = node;
        }
    }

    private final class Message extends DefaultHandler {
        private final TypeInfoProvider types;
        private final Deque<Open> open = new ArrayDeque<>();

        Message(TypeInfoProvider types) {
            this.types = types;
            Open document = new Open("", blank());
            document.isObject = true;
            open.push(document);
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            TypeInfo type = types.getElementTypeInfo();
            Open parent = open.element();
            boolean augmentation = type.isDerivedFrom(STRUCTURES, "AugmentationType", TypeInfo.DERIVATION_EXTENSION);
            String identifier = attributes.getValue(STRUCTURES, "uri");
            String node = augmentation ? parent.node : identifier == null ? blank() : "<" + identifier + ">";
            Open element = new Open(uri + name, node);
            element.isAugmentation = augmentation;
            element.isObject = type.isDerivedFrom(STRUCTURES, "ObjectType", TypeInfo.DERIVATION_EXTENSION)
                    || type.isDerivedFrom(STRUCTURES, "AssociationType", TypeInfo.DERIVATION_EXTENSION);
            element.type = type.getTypeNamespace() + type.getTypeName();
            element.datatype = datatype(type);
            for (int at = 0; at < attributes.getLength(); at++) {
                String namespace = attributes.getURI(at);
                if (namespace.equals(XMLConstants.XML_NS_URI)) {
                    element.language = attributes.getValue(at);
                } else if (!namespace.equals(STRUCTURES)
                        && !namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
                    element.isQualified = true;
                    TypeInfo attribute = types.getAttributeTypeInfo(at);
                    add(
                            node,
                            namespace + attributes.getLocalName(at),
                            literal(attributes.getValue(at), datatype(attribute), ""));
                }
            }
            open.push(element);
        }

        private String datatype(TypeInfo type) {
            for (String each : DATATYPES) {
                boolean is = XSD.equals(type.getTypeNamespace()) && each.equals(type.getTypeName());
                if (is
                        || type.isDerivedFrom(
                                XSD, each, TypeInfo.DERIVATION_RESTRICTION | TypeInfo.DERIVATION_EXTENSION)) {
                    return XSD + "#" + each;
                }
            }
            return "";
        }

        @Override
        public void characters(char[] text, int from, int length) {
            open.element().text.append(text, from, length);
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            Open element = open.pop();
            if (element.isAugmentation) {
                return;
            }
            Open parent = open.element();
            if (element.isObject || element.isQualified) {
                add(element.node, RDF_TYPE, "<" + element.type + ">");
                add(parent.node, element.property, element.node);
            }
            if (element.isQualified) {
                String property = element.type.substring(0, element.type.length() - "Type".length()) + "Literal";
                add(element.node, property, literal(element.text.toString(), element.datatype, element.language));
            } else if (!element.isObject) {
                add(
                        parent.node,
                        element.property,
                        literal(element.text.toString(), element.datatype, element.language));
            }
        }

        @Override
        public void warning(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }

    /** Every literal of a graph, for looking whether something is in it. */
    static List<String> literals(SortedSet<String> lines) {
        List<String> literals = new ArrayList<>();
        for (String line : lines) {
            java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"")
                    .matcher(line);
            while (matcher.find()) {
                literals.add(matcher.group(1));
            }
        }
        return literals;
    }
}
