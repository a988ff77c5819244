package puente.gateway.iati;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Whether an activities file is valid by IATI's schema and by every code list that it uses, embedded and not.
 *
 * <p>Schema, mapping and lists are read from folders: {@value #SCHEMA}, {@value #MAPPING}, and any XML file whose root is a {@code codelist}.
 * What is not there is not checked, and a file of which something was not checked is never called valid. A list that does not claim to be
 * complete cannot refuse a code; a code that was withdrawn is said. The rules that the standard gives in words alone are not checked here.
 */
public final class IatiCheck {
    /** The file that holds the schema. */
    public static final String SCHEMA = "iati-activities-schema.xsd";

    /** The file that says which code list an attribute takes. */
    public static final String MAPPING = "mapping.xml";

    /** Faults that a report tells; more are counted. */
    public static final int FAULTS_MAX = 100;

    /** Folders below the ones named that are searched. */
    private static final int FOLDERS_DEEP = 4;

    private static final Pattern EQUALS = Pattern.compile("@([\\w:-]+) *= *'([^']*)'");
    private static final Pattern ABSENT = Pattern.compile("not\\(@([\\w:-]+)\\)");

    /** What an attribute, or the text where {@code attribute} is empty, of an element must be found in. */
    private record Rule(String attribute, String list, String condition) {}

    private record CodeList(boolean embedded, boolean complete, Set<String> codes, Set<String> withdrawn) {}

    private final @Nullable Path schema;
    private final Map<String, List<Rule>> rules;
    private final Map<String, CodeList> lists;

    private IatiCheck(@Nullable Path schema, Map<String, List<Rule>> rules, Map<String, CodeList> lists) {
        this.schema = schema;
        this.rules = rules;
        this.lists = lists;
    }

    /** What can be said of a file. */
    public enum Verdict {
        /** By its schema and by every code list that it uses. */
        VALID,
        /** Something is wrong. */
        NOT_VALID,
        /** Nothing wrong was found, but not everything was looked at. */
        NOT_ALL_CHECKED
    }

    /**
     * What was checked and what came of it.
     *
     * @param schema whether the schema was there to check by
     * @param mapping whether the mapping was there; without it no code was checked
     * @param embedded lists, embedded in the standard, by which codes were checked, with how many
     * @param nonEmbedded lists of others that were used likewise
     * @param skipped lists that the file uses and that were not there
     * @param faults at most {@value #FAULTS_MAX}
     * @param count of all faults
     * @param warnings withdrawn codes, and codes that a list without a claim to be complete does not have
     */
    public record Report(
            boolean schema,
            boolean mapping,
            Map<String, Integer> embedded,
            Map<String, Integer> nonEmbedded,
            Set<String> skipped,
            List<Problem> faults,
            int count,
            List<Problem> warnings) {
        public Report {
            embedded = java.util.Collections.unmodifiableMap(new TreeMap<>(embedded));
            nonEmbedded = java.util.Collections.unmodifiableMap(new TreeMap<>(nonEmbedded));
            skipped = java.util.Collections.unmodifiableSet(new TreeSet<>(skipped));
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }

        public Verdict verdict() {
            if (count > 0) {
                return Verdict.NOT_VALID;
            }
            return schema && mapping && skipped.isEmpty() ? Verdict.VALID : Verdict.NOT_ALL_CHECKED;
        }
    }

    /** Reads schema, mapping and lists wherever they are in these folders. */
    public static IatiCheck from(List<Path> folders) throws IOException {
        Path schema = null;
        Map<String, List<Rule>> rules = new HashMap<>();
        Map<String, CodeList> lists = new HashMap<>();
        for (Path folder : folders) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(folder, FOLDERS_DEEP)) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.equals(SCHEMA)) {
                    schema = file;
                } else if (name.endsWith(".xml")) {
                    Element root = tree(file, name);
                    switch (root.name()) {
                        case "mappings" -> rules(root, rules);
                        case "codelist" -> lists.put(root.attribute("name"), list(root));
                        default -> {
                            // Other documents of the standard: nothing to check by.
                        }
                    }
                }
            }
        }
        return new IatiCheck(schema, rules, lists);
    }

    private static Element tree(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Xml.tree(in, name);
        }
    }

    private static void rules(Element mappings, Map<String, List<Rule>> rules) {
        for (Element mapping : mappings.all("mapping")) {
            String path = mapping.child("path").map(Element::text).orElse("");
            int last = path.lastIndexOf('/');
            String list =
                    mapping.child("codelist").map(each -> each.attribute("ref")).orElse("");
            if (!path.startsWith("//") || last < 1 || list.isEmpty()) {
                continue;
            }
            String what = path.substring(last + 1);
            rules.computeIfAbsent(path.substring(2, Math.max(2, last)), key -> new ArrayList<>())
                    .add(new Rule(
                            what.startsWith("@") ? what.substring(1) : "",
                            list,
                            mapping.child("condition").map(Element::text).orElse("")));
        }
    }

    private static CodeList list(Element root) {
        Set<String> codes = new HashSet<>();
        Set<String> withdrawn = new HashSet<>();
        for (Element item : root.all("codelist-items", "codelist-item")) {
            String code = item.child("code").map(Element::text).orElse("");
            codes.add(code);
            if (item.attribute("status").equals("withdrawn")) {
                withdrawn.add(code);
            }
        }
        return new CodeList(
                root.attribute("embedded").equals("1"),
                !root.attribute("complete").equals("0"),
                codes,
                withdrawn);
    }

    /** Checks a file; one that is no XML is refused. */
    public Report check(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Run run = new Run(name);
        if (schema != null) {
            run.schema(schema, file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            Element root = Xml.each(in, name, activity -> run.codes(activity, activity.name()));
            run.codes(new Element(root.name(), root.attributes(), List.of(), root.text(), root.line()), root.name());
        }
        return new Report(
                schema != null,
                !rules.isEmpty(),
                run.embedded,
                run.nonEmbedded,
                run.skipped,
                run.faults,
                run.count,
                run.warnings);
    }

    /** One file's check. */
    private final class Run {
        private final String name;
        private final Map<String, Integer> embedded = new TreeMap<>();
        private final Map<String, Integer> nonEmbedded = new TreeMap<>();
        private final Set<String> skipped = new TreeSet<>();
        private final List<Problem> faults = new ArrayList<>();
        private final List<Problem> warnings = new ArrayList<>();
        private int count;

        Run(String name) {
            this.name = name;
        }

        private void fault(Problem problem) {
            count++;
            if (faults.size() < FAULTS_MAX) {
                faults.add(problem);
            }
        }

        private void schema(Path xsd, Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                SchemaFactory factory = SchemaFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
                Schema compiled = compiled(factory, xsd);
                Validator validator = compiled.newValidator();
                validator.setErrorHandler(new ErrorHandler() {
                    @Override
                    public void warning(SAXParseException warning) {
                        fault(broken(warning));
                    }

                    @Override
                    public void error(SAXParseException error) {
                        fault(broken(error));
                    }

                    @Override
                    public void fatalError(SAXParseException error) throws SAXException {
                        throw error;
                    }
                });
                validator.validate(new SAXSource(Xml.reader(), Xml.source(in)));
            } catch (SAXParseException malformed) {
                throw new ProblemException(Xml.fault(malformed, name));
            } catch (SAXException malformed) {
                throw new ProblemException(
                        Problem.of("gateway.iati.xml", name, "reason", String.valueOf(malformed.getMessage())));
            }
        }

        private static Schema compiled(SchemaFactory factory, Path xsd) {
            try {
                return factory.newSchema(new StreamSource(xsd.toFile()));
            } catch (SAXException unusable) {
                throw new ProblemException(Problem.of(
                        "gateway.iati.schema",
                        String.valueOf(xsd.getFileName()),
                        "reason",
                        String.valueOf(unusable.getMessage())));
            }
        }

        private Problem broken(SAXParseException fault) {
            return Problem.of(
                    "gateway.iati.not-by-schema",
                    name + " line " + fault.getLineNumber(),
                    "reason",
                    String.valueOf(fault.getMessage()));
        }

        private void codes(Element element, String path) {
            for (Rule rule : rules.getOrDefault(path, List.of())) {
                rule(rule, element, path);
            }
            for (Rule rule : rules.getOrDefault("", List.of())) {
                rule(rule, element, path);
            }
            for (Element child : element.children()) {
                codes(child, path + "/" + child.name());
            }
        }

        private void rule(Rule rule, Element element, String path) {
            String value = rule.attribute().isEmpty()
                    ? element.text()
                    : element.attributes().getOrDefault(rule.attribute(), "");
            boolean there = rule.attribute().isEmpty()
                    ? !value.isEmpty()
                    : element.attributes().containsKey(rule.attribute());
            if (!there || !holds(rule, element)) {
                return;
            }
            CodeList list = lists.get(rule.list());
            if (list == null) {
                skipped.add(rule.list());
                return;
            }
            (list.embedded() ? embedded : nonEmbedded).merge(rule.list(), 1, Integer::sum);
            String position = name + " line " + element.line();
            Object[] arguments = {
                "value",
                value,
                "list",
                rule.list(),
                "place",
                path + (rule.attribute().isEmpty() ? "" : "/@" + rule.attribute())
            };
            if (!list.codes().contains(value)) {
                if (list.complete()) {
                    fault(Problem.of("gateway.iati.code", position, arguments));
                } else if (warnings.size() < FAULTS_MAX) {
                    warnings.add(Problem.of("gateway.iati.code-unlisted", position, arguments));
                }
            } else if (list.withdrawn().contains(value) && warnings.size() < FAULTS_MAX) {
                warnings.add(Problem.of("gateway.iati.code-withdrawn", position, arguments));
            }
        }

        /** Conditions are equalities and absences joined by "or"; one of another form leaves its list unchecked. */
        private boolean holds(Rule rule, Element element) {
            if (rule.condition().isEmpty()) {
                return true;
            }
            for (String part : rule.condition().split(" or ", -1)) {
                Matcher equals = EQUALS.matcher(part.strip());
                Matcher absent = ABSENT.matcher(part.strip());
                if (equals.matches()) {
                    if (element.attributes().getOrDefault(equals.group(1), "").equals(equals.group(2))) {
                        return true;
                    }
                } else if (absent.matches()) {
                    if (!element.attributes().containsKey(absent.group(1))) {
                        return true;
                    }
                } else {
                    skipped.add(rule.list());
                    return false;
                }
            }
            return false;
        }
    }
}
