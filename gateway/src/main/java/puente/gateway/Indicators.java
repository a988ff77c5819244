package puente.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.gateway.Indicator.Comparison;
import puente.gateway.Indicator.Denominator;
import puente.gateway.Indicator.Rule;
import puente.record.Agency;
import puente.record.Codes;

/** The declared indicators, by code. Immutable. */
public final class Indicators {
    private static final Indicators STANDARD = bundled();

    private final Map<String, Indicator> indicators;

    private Indicators(Map<String, Indicator> indicators) {
        this.indicators = Collections.unmodifiableMap(indicators);
    }

    /** Those whose figures Puente has mappings for. */
    public static Indicators standard() {
        return STANDARD;
    }

    /**
     * Reads indicators from YAML; a comparison binds both sides, whichever of them declares it.
     *
     * @throws puente.record.ProblemException {@code gateway.mapping.*}
     */
    public static Indicators parse(String name, byte[] yaml) {
        Map<String, Indicator> read = new TreeMap<>();
        YamlNode root = YamlNode.read(name, yaml);
        root.map().forEach((code, node) -> read.put(code, indicator(code, node)));
        Map<String, Indicator> both = new TreeMap<>(read);
        read.forEach((code, indicator) -> indicator
                .comparisons()
                .forEach(comparison -> both.compute(comparison.with(), (other, found) -> {
                    if (found == null) {
                        throw root.at(code).refusal("gateway.mapping.indicator", "indicator", other);
                    }
                    return mirrored(found, new Comparison(code, comparison.rule(), comparison.reason()));
                })));
        both.values().forEach(each -> {
            Denominator denominator = each.denominator();
            if (denominator != null && !both.containsKey(denominator.indicator())) {
                throw root.at(each.code()).refusal("gateway.mapping.indicator", "indicator", denominator.indicator());
            }
            Indicator.Exposure exposure = each.exposure();
            if (exposure != null && !both.containsKey(exposure.indicator())) {
                throw root.at(each.code()).refusal("gateway.mapping.indicator", "indicator", exposure.indicator());
            }
        });
        return new Indicators(both);
    }

    private static Indicator mirrored(Indicator indicator, Comparison comparison) {
        if (indicator.comparisons().stream().anyMatch(known -> known.with().equals(comparison.with()))) {
            return indicator;
        }
        List<Comparison> all = new ArrayList<>(indicator.comparisons());
        all.add(comparison);
        return new Indicator(
                indicator.code(),
                indicator.name(),
                indicator.unit(),
                indicator.agency(),
                indicator.year(),
                indicator.source(),
                indicator.note(),
                indicator.wholes(),
                all,
                indicator.apart(),
                indicator.isPublic(),
                indicator.smallCounts(),
                indicator.exposure(),
                indicator.denominator());
    }

    private static Indicator indicator(String code, YamlNode node) {
        node.only(
                "name",
                "unit",
                "agency",
                "year",
                "source",
                "note",
                "wholes",
                "denominator",
                "apart",
                "public",
                "small-counts",
                "exposure",
                "never-add-with",
                "never-splice-with");
        List<Indicator.Whole> wholes = new ArrayList<>();
        node.find("wholes")
                .ifPresent(all ->
                        all.map().forEach((of, reason) -> wholes.add(new Indicator.Whole(of, reason.bilingual()))));
        List<Comparison> comparisons = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            node.find(Codes.of(rule) + "-with")
                    .ifPresent(all -> all.map()
                            .forEach(
                                    (with, reason) -> comparisons.add(new Comparison(with, rule, reason.bilingual()))));
        }
        String year = node.at("year").text();
        if (!year.equals("calendar") && !year.equals("us-fiscal")) {
            throw node.at("year").refusal("gateway.mapping.value", "value", year, "allowed", "calendar, us-fiscal");
        }
        return new Indicator(
                code,
                node.at("name").bilingual(),
                node.at("unit").text(),
                new Agency(node.at("agency").text()),
                year.equals("calendar") ? Indicator.Year.CALENDAR : Indicator.Year.US_FISCAL,
                node.at("source").bilingual(),
                node.at("note").bilingual(),
                wholes,
                comparisons,
                node.find("apart").map(YamlNode::texts).orElse(List.of()),
                node.find("public").map(YamlNode::bool).orElse(false),
                node.find("small-counts").map(YamlNode::text).orElse(""),
                node.find("exposure").map(Indicators::exposure).orElse(null),
                node.find("denominator").map(Indicators::denominator).orElse(null));
    }

    private static Indicator.Exposure exposure(YamlNode node) {
        node.only("indicator", "per");
        return new Indicator.Exposure(node.at("indicator").text(), per(node));
    }

    private static int per(YamlNode node) {
        String per = node.at("per").text();
        if (!per.matches("[1-9]\\d{0,8}")) {
            throw node.at("per").refusal("gateway.mapping.value", "value", per, "allowed", "1 … 999999999");
        }
        return Integer.parseInt(per);
    }

    private static Denominator denominator(YamlNode node) {
        node.only("indicator", "part", "per");
        String part = node.at("part").text();
        if (part.indexOf('=') < 1) {
            throw node.at("part").refusal("gateway.mapping.value", "value", part, "allowed", "name=value");
        }
        return new Denominator(node.at("indicator").text(), part, per(node));
    }

    private static Indicators bundled() {
        try (InputStream in = Indicators.class.getResourceAsStream("indicators.yaml")) {
            if (in == null) {
                throw new AssertionError("indicators.yaml belongs to this module");
            }
            return parse("indicators.yaml", in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the declared indicators cannot be read", unreadable);
        }
    }

    public Optional<Indicator> find(String code) {
        return Optional.ofNullable(indicators.get(code));
    }

    /** All, in order of their codes. */
    public Collection<Indicator> all() {
        return indicators.values();
    }

    /** Why two indicators must not be added or joined to one series; empty where nothing is declared against it. */
    public Optional<Comparison> against(String one, String other) {
        return find(one)
                .flatMap(indicator -> indicator.comparisons().stream()
                        .filter(comparison -> comparison.with().equals(other))
                        .findFirst());
    }
}
