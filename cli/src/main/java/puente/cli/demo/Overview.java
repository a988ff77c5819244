package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import puente.cli.Console;
import puente.cli.Table;
import puente.ledger.NoteVerifier;
import puente.ledger.SignatureType;
import puente.node.TaxiiAccounts;
import puente.record.Agency;

/** What the demonstration did, in figures, and where to look: the same at the first start and at every later one. */
final class Overview {
    private static final String TAXII_USER = "demo";

    private final Console console;
    private final Pair pair;
    private final JsonNode state;

    Overview(Console console, Pair pair, JsonNode state) {
        this.console = console;
        this.pair = pair;
        this.state = state;
    }

    void print() throws IOException, InterruptedException {
        console.line("");
        console.say("cli.overview.synthetic");
        console.line("");
        imports();
        shares();
        channels();
        whereToLook();
    }

    private void imports() {
        Table table = new Table(
                console.text("cli.overview.node"),
                console.text("cli.overview.file"),
                console.text("cli.overview.rows"),
                console.text("cli.overview.records"),
                console.text("cli.overview.quarantined"));
        for (JsonNode each : state.path("imports")) {
            table.row(
                    each.path("node").asText(),
                    each.path("file").asText(),
                    Console.number(each.path("rows").asLong()),
                    Console.number(each.path("records").asLong()),
                    Console.number(each.path("quarantined").asLong()));
        }
        table.print(console);
        console.line("");
    }

    private void shares() {
        for (JsonNode each : state.path("shares")) {
            console.say(
                    "cli.overview.share",
                    "channel",
                    each.path("channel").asText(),
                    "disclosed",
                    Console.number(each.path("disclosed").asLong()),
                    "refused",
                    Console.number(each.path("refused").asLong()),
                    "waiting",
                    Console.number(each.path("waiting").asLong()));
        }
        for (JsonNode each : state.path("refusals")) {
            console.line("  ✗ " + each.asText());
        }
        console.line("");
    }

    private void channels() throws IOException, InterruptedException {
        Table table = new Table(
                console.text("cli.channel.channel"),
                console.text("cli.channel.size"),
                console.text("cli.channel.cosigned"),
                console.text("cli.channel.state"));
        for (NodeProcess sender : pair.both().toList()) {
            String path = sender.name() + "/" + pair.partner(sender).name();
            JsonNode channel = Desk.of(sender, CheckLogs.firstAgency(sender)).channel(path);
            table.row(
                    path,
                    Console.number(channel.path("size").asLong()),
                    Console.number(channel.path("cosigned").asLong()),
                    channel.has("fault") ? channel.path("fault").path("code").asText() : "✓");
        }
        table.print(console);
        console.line("");
    }

    private void whereToLook() throws IOException, InterruptedException {
        String mx = pair.mx().url().toString();
        String us = pair.us().url().toString();
        console.say("cli.overview.look");
        show("cli.overview.page", mx + "   " + us);
        show("cli.overview.health", "curl -s " + mx + "health");
        if (state.path("public").asBoolean()) {
            show(
                    "cli.overview.indicator",
                    "curl -s '" + mx + "api/v1/indicators?indicator=us.cbp.drug-seizure-weight"
                            + "&dimension=drug%3Dfentanyl&from=2022-10&to=2023-09&purpose=statistics'");
        }
        show("cli.overview.search", "curl -s '" + mx + "api/v1/records?kind=seizure&purpose=drug-trafficking&limit=3'");
        show("cli.overview.nopurpose", "curl -s '" + mx + "api/v1/records?kind=vehicle&limit=3'");
        show(
                "cli.overview.decide",
                "curl -s " + us + "api/v1/agreement/decide -H 'Content-Type: application/json' "
                        + "-H 'Accept-Language: " + console.language().tag()
                        + "' -d '{\"action\":\"disclose\",\"kind\":\"person\",\"to\":\"mx/fgr\","
                        + "\"purpose\":\"organised-crime\",\"unit\":\"regional-north\"}'");
        show(
                "cli.overview.agreement",
                "./puente agreement explain " + relative(pair.mx().folder().resolve("agreement")));
        show("cli.overview.verify", "./puente log verify " + mx + "channels/us/mx" + keys());
        taxii(mx);
        show("cli.overview.openapi", mx + "openapi.yaml");
        console.line("");
    }

    /** A TAXII account for this run: the password of an earlier one is worth nothing any more. */
    private void taxii(String mx) {
        String password = TaxiiAccounts.create(
                pair.mx().folder(),
                TAXII_USER,
                new Agency(CheckLogs.firstAgency(pair.mx())),
                Set.of("*"),
                true,
                new SecureRandom());
        show(
                "cli.overview.taxii",
                "curl -s -u " + TAXII_USER + ":" + password + " -H 'Accept: application/taxii+json;version=2.1' " + mx
                        + "taxii2/api/collections/objects/objects/");
    }

    private static Path relative(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    private void show(String code, String command) {
        console.say(code);
        console.line("    " + command);
    }

    /** The two keys that sign the channel us/mx: its writer's, and its receiver's as a cosigner. */
    private String keys() throws IOException, InterruptedException {
        List<NoteVerifier> published = CheckLogs.keys(pair.mx());
        StringBuilder keys = new StringBuilder();
        for (NoteVerifier key : published) {
            boolean writes = key.name().equals("puente/channels/us/mx");
            boolean cosigns =
                    key.name().equals("puente/cosigners/mx") && key.type() == SignatureType.COSIGNATURE_ED25519;
            if (writes || cosigns) {
                keys.append(" --key ").append(key.vkey());
            }
        }
        return keys.toString();
    }
}
