package puente.exchange.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import puente.exchange.Transport;
import puente.ledger.TileId;
import puente.store.ChannelId;

/** A line to the other node: cuts before or after the request took effect, repeats it, delays the answer, damages it. */
final class Line implements Transport {
    private interface Call<T> {
        T run(Transport server) throws IOException;
    }

    private final Chaos chaos;
    private final SimulatedNode other;
    private final Runnable meanwhile;
    private final List<Call<?>> late = new ArrayList<>();

    /** @param meanwhile what else happens in the world while an answer is delayed */
    Line(Chaos chaos, SimulatedNode other, Runnable meanwhile) {
        this.chaos = chaos;
        this.other = other;
        this.meanwhile = meanwhile;
    }

    private <T> T call(Call<T> call) throws IOException {
        if (!other.isUp() || chaos.happens(chaos.cutPerMille)) {
            throw new IOException("cut before");
        }
        if (chaos.happens(chaos.duplicatePerMille)) {
            // A repeat of this request arrives now, or much later, after others.
            if (chaos.random.nextBoolean()) {
                serve(call);
            } else {
                late.add(call);
            }
        }
        if (!late.isEmpty() && chaos.happens(300)) {
            serve(late.remove(chaos.below(late.size())));
        }
        T answer = serve(call);
        if (chaos.happens(chaos.delayPerMille)) {
            meanwhile.run();
        }
        if (chaos.happens(chaos.cutPerMille)) {
            throw new IOException("cut after");
        }
        return answer;
    }

    private <T> T serve(Call<T> call) throws IOException {
        return other.serve(call::run);
    }

    private Optional<byte[]> damaged(Optional<byte[]> answer) {
        if (answer.isEmpty() || answer.get().length == 0 || !chaos.happens(chaos.corruptPerMille)) {
            return answer;
        }
        byte[] bytes = answer.get().clone();
        bytes[chaos.below(bytes.length)] ^= (byte) (1 + chaos.below(255));
        return Optional.of(bytes);
    }

    @Override
    public Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration patience) throws IOException {
        return damaged(call(server -> server.checkpoint(channel, newerThan, Duration.ZERO)));
    }

    @Override
    public Optional<byte[]> tile(ChannelId channel, TileId tile) throws IOException {
        return damaged(call(server -> server.tile(channel, tile)));
    }

    @Override
    public Optional<byte[]> payloads(ChannelId channel, long first, int count) throws IOException {
        return damaged(call(server -> server.payloads(channel, first, count)));
    }

    @Override
    public boolean cosignature(ChannelId channel, byte[] note) throws IOException {
        byte[] sent = damaged(Optional.of(note)).orElseThrow();
        return call(server -> server.cosignature(channel, sent));
    }

    @Override
    public Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) throws IOException {
        return call(server -> server.evidence(channel, sha256, offset));
    }
}
