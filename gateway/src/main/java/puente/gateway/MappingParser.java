package puente.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import puente.gateway.Mapping.Check;
import puente.gateway.Mapping.Duplicates;
import puente.gateway.Mapping.KeyPart;
import puente.gateway.Mapping.Series;
import puente.gateway.Mapping.Skip;
import puente.gateway.Mapping.Target;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.FieldType;
import puente.record.Handling;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.ProblemException;

/**
 * Compiles a mapping's YAML. Everything that can be known without a file is checked here: fields against the kind,
 * indicators and their units against the declared ones, columns against the header, and that no column is left unexplained.
 */
final class MappingParser {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Set<String> AREA_FIELDS = Set.of("area", "name", "lat", "lon");
    private static final Map<String, BigDecimal> FACTORS = Map.of(
            "lb>kg", Conversion.KILOGRAMS_IN_A_POUND, "g>kg", new BigDecimal("0.001"), "t>kg", new BigDecimal("1000"));

    private final String document;
    private final Kinds kinds;
    private final Indicators indicators;
    private final Map<String, CodeTable> tables = new LinkedHashMap<>();
    private final Set<Integer> read = new HashSet<>();
    private List<String> columns = List.of();
    private boolean unpivoting;

    MappingParser(String document, Kinds kinds, Indicators indicators) {
        this.document = document;
        this.kinds = kinds;
        this.indicators = indicators;
    }

    Mapping parse(byte[] yaml) {
        if (yaml.length > Mapping.MAXIMUM_BYTES) {
            throw new YamlNode(document, "", com.fasterxml.jackson.databind.node.NullNode.instance)
                    .refusal("gateway.mapping.too-large", "limit", Mapping.MAXIMUM_BYTES);
        }
        YamlNode root = YamlNode.read(document, yaml)
                .only("mapping", "label", "file", "target", "tables", "skip", "checks", "series");
        String id = name(root.at("mapping"));
        FileShape file = file(root.at("file"));
        root.find("tables").ifPresent(all -> all.map().forEach((name, table) -> tables.put(name, table(name, table))));
        Target target = target(root.at("target"));
        List<Skip> skips = root.find("skip")
                .map(all -> all.list().stream().map(this::skip).toList())
                .orElse(List.of());
        List<Check> checks = root.find("checks")
                .map(all -> all.list().stream().map(this::check).toList())
                .orElse(List.of());
        List<Series> series = new ArrayList<>();
        for (YamlNode each : root.at("series").list()) {
            series.add(series(each, target));
        }
        explainColumns(root.at("file"), file);
        return new Mapping(id, root.at("label").bilingual(), file, target, skips, checks, series);
    }

    private String name(YamlNode node) {
        if (!NAME.matcher(node.text()).matches() || node.text().length() > 100) {
            throw node.refusal("gateway.mapping.value", "value", node.text(), "allowed", "a-z 0-9 . -");
        }
        return node.text();
    }

    private FileShape file(YamlNode node) {
        node.only("format", "names", "delimiter", "columns", "unused");
        FileShape.Format format =
                choice(node.at("format"), Map.of("csv", FileShape.Format.CSV, "jsonl", FileShape.Format.JSONL));
        columns = node.at("columns").texts();
        if (new HashSet<>(columns).size() != columns.size() || columns.size() > Limits.COLUMNS) {
            throw node.at("columns")
                    .refusal("gateway.mapping.value", "value", columns.size(), "allowed", Limits.COLUMNS);
        }
        String delimiter =
                node.find("delimiter").map(each -> each.json().asText()).orElse(",");
        if (!Set.of(",", "|", ";", "\t").contains(delimiter)) {
            throw node.at("delimiter").refusal("gateway.mapping.value", "value", delimiter, "allowed", ", | ; TAB");
        }
        Map<String, Bilingual> unused = new LinkedHashMap<>();
        node.find("unused")
                .ifPresent(all -> all.map().forEach((name, reason) -> {
                    column(reason, name);
                    unused.put(name, reason.bilingual());
                }));
        read.clear();
        return new FileShape(
                format,
                node.find("names").map(YamlNode::texts).orElse(List.of()),
                delimiter.charAt(0),
                columns,
                unused);
    }

    private static CodeTable table(String name, YamlNode node) {
        Map<String, String> codes = new LinkedHashMap<>();
        node.map().forEach((value, code) -> codes.put(value, code.text()));
        return new CodeTable(name, codes);
    }

    /** A table of the mapping, or one that all mappings share. */
    private CodeTable tableNamed(YamlNode node) {
        String name = name(node);
        return tables.computeIfAbsent(name, _ -> {
            try (InputStream in = Mapping.class.getResourceAsStream("tables/" + name + ".yaml")) {
                if (in == null) {
                    throw node.refusal("gateway.mapping.table", "table", name);
                }
                return table(name, YamlNode.read(name + ".yaml", in.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the shared table " + name + " cannot be read", unreadable);
            }
        });
    }

    private Target target(YamlNode node) {
        if (node.has("table")) {
            FieldType area =
                    kinds.kind("observation").field("area").orElseThrow().type();
            return choice(node.only("table").at("table"), Map.of("areas", new Target.Areas(area)));
        }
        node.only("kind", "agency", "source", "synthetic", "handling", "key", "duplicates");
        Kind kind = lifted(node.at("kind"), () -> kinds.kind(node.at("kind").text()));
        List<KeyPart> key = new ArrayList<>();
        for (YamlNode part : node.at("key").list()) {
            if (part.json().isObject()) {
                key.add(new KeyPart.OfColumn(column(part.only("column").at("column"))));
            } else {
                field(kind, part, part.text());
                key.add(new KeyPart.OfField(part.text()));
            }
        }
        return new Target.Statements(
                kind,
                lifted(node.at("agency"), () -> new Agency(node.at("agency").text())),
                node.at("source").text(),
                node.at("synthetic").bool(),
                lifted(
                        node.at("handling"),
                        () -> Handling.ofJson(node.at("handling").tree())),
                List.copyOf(key),
                choice(
                        node.at("duplicates"),
                        Map.of("quarantine", Duplicates.QUARANTINE, "aggregate", Duplicates.AGGREGATE)));
    }

    private static void field(Kind kind, YamlNode node, String name) {
        if (kind.field(name).isEmpty()) {
            throw node.refusal("gateway.mapping.field", "kind", kind.name(), "field", name);
        }
    }

    private Skip skip(YamlNode node) {
        boolean but = node.has("but");
        node.only("column", but ? "but" : "values", "reason");
        return new Skip(
                column(node.at("column")),
                Set.copyOf(node.at(but ? "but" : "values").texts()),
                but,
                node.at("reason").bilingual());
    }

    private Check check(YamlNode node) {
        if (node.has("total")) {
            node.only("total", "of");
            return new Check.Total(
                    column(node.at("total")),
                    node.at("of").list().stream().map(this::column).toList());
        }
        YamlNode fiscal = node.only("us-fiscal").at("us-fiscal").only("year", "month", "calendar-year");
        return new Check.UsFiscal(
                column(fiscal.at("year")), column(fiscal.at("month")), column(fiscal.at("calendar-year")));
    }

    private Series series(YamlNode node, Target target) {
        node.only("name", "unpivot", "fields");
        Map<Integer, String> unpivot = new LinkedHashMap<>();
        node.find("unpivot")
                .ifPresent(all -> all.map().forEach((name, code) -> unpivot.put(column(code, name), code.text())));
        unpivoting = !unpivot.isEmpty();
        Map<String, Expression> fields = new LinkedHashMap<>();
        node.at("fields").map().forEach((name, expression) -> {
            switch (target) {
                case Target.Statements statements -> field(statements.kind(), expression, name);
                case Target.Areas _ -> {
                    if (!AREA_FIELDS.contains(name)) {
                        throw expression.refusal("gateway.mapping.field", "kind", "areas", "field", name);
                    }
                }
            }
            fields.put(name, expression(expression));
        });
        if (target instanceof Target.Areas && !(fields.containsKey("area") && fields.containsKey("name"))) {
            throw node.at("fields").refusal("gateway.mapping.field", "kind", "areas", "field", "area, name");
        }
        indicator(node.at("fields"), fields);
        return new Series(name(node.at("name")), unpivot, fields);
    }

    /** A constant indicator is a declared one, counted in its declared unit. */
    private void indicator(YamlNode node, Map<String, Expression> fields) {
        if (fields.get("indicator") instanceof Expression.Constant constant) {
            Indicator indicator = indicators
                    .find(constant.value().toString())
                    .orElseThrow(() ->
                            node.at("indicator").refusal("gateway.mapping.indicator", "indicator", constant.value()));
            if (fields.get("value") instanceof Expression.Quantity quantity
                    && !quantity.conversion().unit().equals(indicator.unit())) {
                throw node.at("value")
                        .refusal(
                                "gateway.mapping.value",
                                "value",
                                quantity.conversion().unit(),
                                "allowed",
                                indicator.unit());
            }
        }
    }

    private Expression expression(YamlNode node) {
        Map<String, YamlNode> members = node.map();
        if (members.containsKey("constant")) {
            node.only("constant");
            YamlNode constant = node.at("constant");
            constant.text();
            return new Expression.Constant(
                    constant.json().isBoolean()
                            ? constant.json().asBoolean()
                            : constant.json().asText());
        }
        if (members.containsKey("column")) {
            node.only("column", "table");
            return new Expression.Cell(
                    column(node.at("column")),
                    node.at("column").text(),
                    node.find("table").map(this::tableNamed));
        }
        if (members.containsKey("pivot")) {
            node.only("pivot");
            return choice(
                    node.at("pivot"),
                    Map.of(
                            "code",
                            new Expression.PivotCode(),
                            "value",
                            new Expression.Cell(pivot(node), "", Optional.empty())));
        }
        if (members.containsKey("year")) {
            node.only("year", "month", "calendar");
            Optional<YamlNode> month = node.find("month");
            return new Expression.Period(
                    column(node.at("year")),
                    node.at("year").text(),
                    month.map(this::column).orElse(Expression.Period.NO_MONTH),
                    month.map(YamlNode::text).orElse(""),
                    choice(
                            node.at("calendar"),
                            Map.of(
                                    "calendar",
                                    false,
                                    "half-year",
                                    false,
                                    "rolling-12-months",
                                    false,
                                    "us-fiscal",
                                    true)));
        }
        if (members.containsKey("quantity")) {
            return quantity(node);
        }
        if (members.containsKey("dimensions")) {
            Map<String, Expression> codes = new LinkedHashMap<>();
            node.only("dimensions").at("dimensions").map().forEach((name, each) -> codes.put(name, expression(each)));
            return new Expression.Dimensions(codes);
        }
        if (members.containsKey("join")) {
            node.only("join", "separator");
            return new Expression.Join(
                    node.at("join").list().stream().map(this::expression).toList(),
                    node.find("separator").map(each -> each.json().asText()).orElse(""));
        }
        if (members.containsKey("members")) {
            Map<String, Expression> all = new LinkedHashMap<>();
            node.only("members").at("members").map().forEach((name, each) -> all.put(name, expression(each)));
            return new Expression.Members(all);
        }
        if (members.containsKey("list")) {
            return new Expression.Several(node.only("list").at("list").list().stream()
                    .map(this::expression)
                    .toList());
        }
        throw node.refusal(
                "gateway.mapping.expression",
                "known",
                "constant, column, pivot, year, quantity, dimensions, join, members, list");
    }

    private Expression quantity(YamlNode node) {
        node.only("quantity", "from", "unit", "signed");
        YamlNode of = node.at("quantity");
        boolean pivot = of.json().isObject();
        if (pivot && !of.only("pivot").at("pivot").text().equals("value")) {
            throw of.refusal("gateway.mapping.value", "value", of.at("pivot").text(), "allowed", "value");
        }
        String unit = node.at("unit").text();
        BigDecimal factor = node.find("from")
                .map(from -> {
                    BigDecimal known = FACTORS.get(from.text() + ">" + unit);
                    if (known == null) {
                        throw from.refusal(
                                "gateway.mapping.value",
                                "value",
                                from.text() + ">" + unit,
                                "allowed",
                                String.join(", ", FACTORS.keySet()));
                    }
                    return known;
                })
                .orElse(BigDecimal.ONE);
        return new Expression.Quantity(
                pivot ? pivot(node) : column(of),
                pivot ? "" : of.text(),
                new Conversion(factor, unit),
                node.find("signed").map(YamlNode::bool).orElse(false));
    }

    private int pivot(YamlNode node) {
        if (!unpivoting) {
            throw node.refusal("gateway.mapping.pivot");
        }
        return Expression.PIVOT;
    }

    private int column(YamlNode node) {
        return column(node, node.text());
    }

    private int column(YamlNode node, String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw node.refusal("gateway.mapping.column", "column", name);
        }
        read.add(index);
        return index;
    }

    /** A column that nothing reads is a mistake or a decision; a decision is written down. */
    private void explainColumns(YamlNode node, FileShape file) {
        for (int index = 0; index < columns.size(); index++) {
            String column = columns.get(index);
            if (read.contains(index) == file.unused().containsKey(column)) {
                throw node.at("columns").refusal("gateway.mapping.unused", "column", column);
            }
        }
    }

    private static <T> T choice(YamlNode node, Map<String, T> choices) {
        T chosen = choices.get(node.text().toLowerCase(Locale.ROOT));
        if (chosen == null) {
            throw node.refusal(
                    "gateway.mapping.value",
                    "value",
                    node.text(),
                    "allowed",
                    String.join(", ", choices.keySet().stream().sorted().toList()));
        }
        return chosen;
    }

    /** What another room refuses, at this place of this document. */
    private static <T> T lifted(YamlNode node, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (ProblemException refused) {
            throw refused.within(node.document() + ":" + node.pointer());
        }
    }
}
