package puente.gateway.iati;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import puente.record.Problem;
import puente.record.ProblemException;

/** XML read with nothing that reaches out of it: a document type refuses the document, and with it every entity of its own. */
final class Xml {
    /** Namespace of what IATI has no word for. */
    static final String PUENTE = "urn:puente:funds:1";

    /** Longest document. */
    static final long BYTES_MAX = 64L << 20;

    /** Deepest element: IATI needs eight. */
    static final int DEPTH_MAX = 64;

    private static final String DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private Xml() {}

    /** A parser that was told to refuse what reaches out. */
    static XMLReader reader() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(DOCTYPE, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException | SAXException impossible) {
            throw new AssertionError("the JDK's own parser knows these features", impossible);
        }
    }

    /** The document as a source that stops at {@link #BYTES_MAX}. */
    static InputSource source(InputStream in) {
        return new InputSource(new LimitedStream(in));
    }

    /** The whole of a small document. */
    static Element tree(InputStream in, String name) throws IOException {
        List<Element> roots = new ArrayList<>();
        parse(in, name, new TreeBuilder(name, 1, roots::add));
        return roots.getFirst();
    }

    /**
     * The second-level elements of a large document one by one, and at the end its root, without them.
     *
     * @return the root
     */
    static Element each(InputStream in, String name, Consumer<Element> consumer) throws IOException {
        TreeBuilder builder = new TreeBuilder(name, 2, consumer);
        parse(in, name, builder);
        return builder.root();
    }

    private static void parse(InputStream in, String name, DefaultHandler handler) throws IOException {
        XMLReader reader = reader();
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        try {
            reader.parse(source(in));
        } catch (SAXParseException malformed) {
            throw new ProblemException(fault(malformed, name));
        } catch (SAXException malformed) {
            throw new ProblemException(
                    Problem.of("gateway.iati.xml", name, "reason", String.valueOf(malformed.getMessage())));
        } catch (TooLongException tooLong) {
            throw new ProblemException(Problem.of("gateway.iati.long", name, "most", BYTES_MAX >> 20));
        }
    }

    /** What a parser or a validator says, with its line. */
    static Problem fault(SAXParseException fault, String name) {
        return Problem.of(
                "gateway.iati.xml",
                name + " line " + fault.getLineNumber(),
                "reason",
                String.valueOf(fault.getMessage()));
    }

    /** More bytes than {@link #BYTES_MAX}. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class LimitedStream extends FilterInputStream {
        private long left = BYTES_MAX;

        LimitedStream(InputStream in) {
            super(in);
        }

        private int counted(int count) throws IOException {
            left -= Math.max(0, count);
            if (left < 0) {
                throw new TooLongException();
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return counted(super.read(bytes, from, length));
        }
    }

    private static final class TreeBuilder extends DefaultHandler {
        private record Open(
                String name, Map<String, String> attributes, List<Element> children, StringBuilder text, int line) {
            Element element() {
                return new Element(
                        name,
                        Collections.unmodifiableMap(attributes),
                        Collections.unmodifiableList(children),
                        text.toString().strip(),
                        line);
            }
        }

        private final String document;
        private final int level;
        private final Consumer<Element> consumer;
        private final Deque<Open> open = new ArrayDeque<>();
        private @Nullable Locator locator;
        private @Nullable Element root;

        TreeBuilder(String document, int level, Consumer<Element> consumer) {
            this.document = document;
            this.level = level;
            this.consumer = consumer;
        }

        Element root() {
            return java.util.Objects.requireNonNull(root, "a document that was parsed has a root");
        }

        @Override
        public void setDocumentLocator(Locator given) {
            locator = given;
        }

        private int line() {
            return locator == null ? 0 : locator.getLineNumber();
        }

        private static String name(String uri, String local) {
            return switch (uri) {
                case "" -> local;
                case PUENTE -> "puente:" + local;
                case XMLConstants.XML_NS_URI -> "xml:" + local;
                default -> "{" + uri + "}" + local;
            };
        }

        @Override
        public void startElement(String uri, String local, String qualified, Attributes given) {
            if (open.size() >= DEPTH_MAX) {
                throw new ProblemException(
                        Problem.of("gateway.iati.deep", document + " line " + line(), "most", DEPTH_MAX));
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int at = 0; at < given.getLength(); at++) {
                attributes.put(name(given.getURI(at), given.getLocalName(at)), given.getValue(at));
            }
            open.push(new Open(name(uri, local), attributes, new ArrayList<>(), new StringBuilder(), line()));
        }

        @Override
        public void characters(char[] text, int from, int length) {
            open.element().text().append(text, from, length);
        }

        @Override
        public void endElement(String uri, String local, String qualified) {
            Element element = open.pop().element();
            if (open.isEmpty()) {
                root = element;
            }
            if (open.size() == level - 1) {
                consumer.accept(element);
            } else if (!open.isEmpty()) {
                open.element().children().add(element);
            }
        }

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }
}
