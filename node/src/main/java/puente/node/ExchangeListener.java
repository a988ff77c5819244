package puente.node;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import puente.exchange.Transport;
import puente.ledger.LedgerException;
import puente.ledger.SignedNote;
import puente.ledger.TileId;
import puente.ledger.Witness;
import puente.ledger.WitnessResponse;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;

/**
 * The listener for partner nodes: mutual TLS 1.3, and nothing behind it but the channels that this node writes to the very
 * partner whose certificate the connection showed, the witness endpoint, and proposals of the agreement. Everything else is refused, and there is no
 * other route.
 */
final class ExchangeListener {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final String self;
    private final PinnedTrust trust;
    private final Transport channels;
    private final Witness witness;
    private final Proposals proposals;
    private final NodeConfiguration.Limits limits;
    private final Listening listening;

    /** Told of what partners ask for. */
    interface Listening {
        /** A partner asked for a channel of its own. */
        void heard(String partner);

        /** A partner asked for what stands beside the entries of a channel before {@code end}. */
        void asked(ChannelId channel, long end);
    }

    /**
     * @param self this node's name: the only sender it serves
     * @param channels the serving end of this node's channels
     */
    ExchangeListener(
            String self,
            PinnedTrust trust,
            Transport channels,
            Witness witness,
            Proposals proposals,
            NodeConfiguration.Limits limits,
            Listening listening) {
        this.self = self;
        this.trust = trust;
        this.channels = channels;
        this.witness = witness;
        this.proposals = proposals;
        this.limits = limits;
        this.listening = listening;
    }

    HttpServer start(NodeConfiguration configuration, SSLContext context, MeterRegistry meters) {
        return HttpServer.start(
                "exchange",
                MutualTls.connector(
                        configuration.exchange().address(),
                        configuration.exchange().port(),
                        context),
                limits,
                configuration.language(),
                meters,
                request -> MutualTls.partner(request, trust),
                routes());
    }

    List<Route> routes() {
        String channel = "/channels/{from}/{to}";
        return List.of(
                Route.get(channel + "/checkpoint", this::checkpoint),
                Route.get(channel + "/tile/<tile>", this::tile),
                Route.get(channel + "/payload/{first}/{count}", this::payloads),
                Route.post(channel + "/cosignature", SignedNote.SIZE_MAX, this::cosignature),
                Route.get(channel + "/evidence/{sha256}", this::evidence),
                Route.post("/witness/add-checkpoint", Witness.REQUEST_SIZE_MAX, this::addCheckpoint),
                Route.get("/agreements/proposals", this::proposals),
                Route.get("/agreements/proposals/{hash}", this::proposal));
    }

    /** The channel asked for, if it leads from here to whoever asks. */
    private ChannelId own(Context request) {
        String from = request.pathParam("from");
        String to = request.pathParam("to");
        String partner = MutualTls.partner(request, trust);
        if (!from.equals(self) || !to.equals(partner)) {
            String shown = ChannelId.isNodeName(from) && ChannelId.isNodeName(to) ? from + "/" + to : "?";
            throw new ProblemException(
                    Problem.of("node.exchange.foreign-channel", request.path(), "channel", shown, "partner", partner));
        }
        listening.heard(partner);
        return new ChannelId(from, to);
    }

    private void checkpoint(Context request) throws IOException {
        ChannelId channel = own(request);
        QueryParameters query = QueryParameters.of(request);
        long newerThan = query.number("newerThan", -1, -1, Long.MAX_VALUE);
        long waitMillis = query.number("wait", 0, 0, Long.MAX_VALUE);
        query.finish();
        long patience = Math.min(waitMillis, limits.longPollSeconds() * 1000L);
        Optional<byte[]> note = channels.checkpoint(channel, newerThan, Duration.ofMillis(patience));
        HttpServer.bytes(request, LogPages.CHECKPOINT_TYPE, found(note, request));
    }

    private void tile(Context request) throws IOException {
        ChannelId channel = own(request);
        TileId tile = LogPages.tileId(request.pathParam("tile"));
        LogPages.sendTile(request, found(channels.tile(channel, tile), request));
    }

    private void payloads(Context request) throws IOException {
        ChannelId channel = own(request);
        long first = number(request, "first", Long.MAX_VALUE);
        long count = number(request, "count", Transport.PAYLOAD_ENTRIES_MAX);
        byte[] payloads = found(channels.payloads(channel, first, (int) Math.max(1, count)), request);
        listening.asked(channel, first + count);
        HttpServer.bytes(request, LogPages.TILE_TYPE, payloads);
    }

    private static long number(Context request, String name, long most) {
        String text = request.pathParam(name);
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < 0 || number > most) {
            throw new ProblemException(
                    Problem.of("node.request.value", request.path(), "name", name, "expected", "0 … " + most));
        }
        return number;
    }

    private void cosignature(Context request) throws IOException {
        ChannelId channel = own(request);
        byte[] note = RequestBody.read(request, SignedNote.SIZE_MAX);
        try {
            if (!channels.cosignature(channel, note)) {
                throw new ProblemException(Problem.of("node.exchange.cosignature", request.path()));
            }
        } catch (LedgerException malformed) {
            throw Problems.of(malformed);
        }
        request.status(204);
    }

    private void evidence(Context request) throws IOException {
        ChannelId channel = own(request);
        String sha256 = request.pathParam("sha256");
        if (!DIGEST.matcher(sha256).matches()) {
            throw new ProblemException(
                    Problem.of("node.request.value", request.path(), "name", "sha256", "expected", "0-9 a-f, 64"));
        }
        long offset = 0;
        String range = request.header("Range");
        if (range != null) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw new ProblemException(
                        Problem.of("node.request.value", "Range", "name", "Range", "expected", "bytes=N-"));
            }
            offset = Long.parseLong(matcher.group(1));
        }
        Optional<InputStream> file = channels.evidence(channel, sha256, offset);
        if (file.isEmpty()) {
            throw new ProblemException(Problem.of("node.http.not-found", request.path()));
        }
        request.status(range == null ? 200 : 206);
        request.contentType(LogPages.TILE_TYPE);
        request.header("Cache-Control", "no-store");
        request.result(file.get());
    }

    private void addCheckpoint(Context request) throws IOException {
        byte[] body = RequestBody.read(request, Witness.REQUEST_SIZE_MAX);
        WitnessResponse response = witness.addCheckpoint(body);
        HttpServer.bytes(request, response.contentType(), response.body());
        request.status(response.status());
    }

    private void proposals(Context request) {
        HttpServer.bytes(request, "application/json", proposals.offers(MutualTls.partner(request, trust)));
    }

    private void proposal(Context request) {
        String hash = request.pathParam("hash");
        HttpServer.bytes(
                request,
                "application/json",
                found(proposals.offered(MutualTls.partner(request, trust), hash), request));
    }

    private static byte[] found(Optional<byte[]> bytes, Context request) {
        return bytes.orElseThrow(() -> new ProblemException(Problem.of("node.http.not-found", request.path())));
    }
}
