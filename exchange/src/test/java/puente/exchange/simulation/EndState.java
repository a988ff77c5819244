package puente.exchange.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import puente.exchange.Leaf;
import puente.exchange.LeafCodec;
import puente.ledger.EntryBundle;
import puente.ledger.TileId;
import puente.ledger.TreeEdge;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.Use;

/**
 * Compares both ends of both channels after healing, against a model that knows nothing but the log: nothing lost, nothing
 * twice, nothing withdrawn still readable, receipts complete, both trees equal, no false fault.
 */
final class EndState {
    private final Simulation simulation;

    EndState(Simulation simulation) {
        this.simulation = simulation;
    }

    void check() {
        for (SimulatedNode from : simulation.nodes()) {
            SimulatedNode to = from == simulation.mx ? simulation.us : simulation.mx;
            channel(from, to);
        }
    }

    private void require(boolean condition, String claim, Object... details) {
        if (!condition) {
            throw new AssertionError(claim + " " + List.of(details));
        }
    }

    private void channel(SimulatedNode from, SimulatedNode to) {
        ChannelId id = from.outgoing;
        ChannelState sent = from.disk.state(id).orElseThrow();
        ChannelState received = to.disk.state(id).orElseThrow();
        require(sent.fault().isEmpty(), "false fault at the sender", sent.fault());
        require(received.fault().isEmpty(), "false fault at the follower", received.fault());
        require(sent.size() == received.size(), "sizes differ", id, sent.size(), received.size());
        require(received.cosignedSize() == sent.size(), "not cosigned", id, received.cosignedSize(), sent.size());
        require(sent.cosignedSize() == sent.size(), "receipt did not arrive", id, sent.cosignedSize(), sent.size());
        require(sent.keys().equals(received.keys()), "keys differ", id);
        equalTrees(from, to, id, sent.size());
        List<Leaf> leaves = leaves(from, sent.size());
        books(from, to, id, leaves);
        receipts(from, to, id);
        clients(from, id, leaves);
    }

    private void equalTrees(SimulatedNode from, SimulatedNode to, ChannelId id, long size) {
        try {
            require(
                    TreeEdge.load(size, from.disk.tiles(id))
                            .root()
                            .equals(TreeEdge.load(size, to.disk.tiles(id)).root()),
                    "roots differ",
                    id);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        Map<TileId, byte[]> mirrored = to.disk.allTiles(id);
        from.disk
                .allTiles(id)
                .forEach((tile, bytes) ->
                        require(java.util.Arrays.equals(bytes, mirrored.get(tile)), "tiles differ", id, tile));
    }

    private static List<Leaf> leaves(SimulatedNode node, long size) {
        List<Leaf> leaves = new ArrayList<>();
        try {
            for (long bundle = 0; bundle * TileId.FULL_WIDTH < size; bundle++) {
                TileId tile = TileId.entries(bundle, TileId.widthAt(TileId.ENTRIES, bundle, size));
                byte[] bytes = node.disk.tiles(node.outgoing).tile(tile).orElseThrow();
                EntryBundle.decode(bytes, tile.width()).forEach(entry -> leaves.add(LeafCodec.parse(entry)));
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return leaves;
    }

    /** What the log says is shared is what both books say, what the one serves and the other holds. */
    private void books(SimulatedNode from, SimulatedNode to, ChannelId id, List<Leaf> leaves) {
        Map<UUID, Map<Integer, Long>> shared = new HashMap<>();
        Set<String> ever = new HashSet<>();
        for (int entry = 0; entry < leaves.size(); entry++) {
            switch (leaves.get(entry)) {
                case Leaf.Disclosed leaf -> {
                    require(
                            ever.add(leaf.record() + " " + leaf.version()),
                            "disclosed twice",
                            id,
                            leaf.record(),
                            leaf.version());
                    shared.computeIfAbsent(leaf.record(), record -> new HashMap<>())
                            .put(leaf.version(), (long) entry);
                }
                case Leaf.Withdrawn leaf -> shared.remove(leaf.record());
                case Leaf.Expired leaf ->
                    shared.getOrDefault(leaf.record(), new HashMap<>()).remove(leaf.version());
                case Leaf.Purged leaf -> {}
                case Leaf.Used leaf -> {}
                case Leaf.Rotated leaf -> {}
            }
        }
        Set<Long> active = new HashSet<>();
        shared.values().forEach(versions -> active.addAll(versions.values()));
        sameBook("sender's", from, id, active);
        sameBook("follower's", to, id, active);
        holdings(from, to, id, shared);
    }

    private void sameBook(String whose, SimulatedNode node, ChannelId id, Set<Long> active) {
        for (Disclosure each : node.disk.disclosures(id)) {
            require(each.active() == active.contains(each.entry()), whose + " book differs from the log", id, each);
            if (!each.active()) {
                require(
                        node.disk.payload(id, each.entry()).isEmpty(),
                        whose + " payload outlived its disclosure",
                        each);
            }
        }
        long known =
                node.disk.disclosures(id).stream().filter(Disclosure::active).count();
        require(known == active.size(), whose + " book misses disclosures", id, known, active.size());
    }

    private void holdings(SimulatedNode from, SimulatedNode to, ChannelId id, Map<UUID, Map<Integer, Long>> shared) {
        Set<String> expected = new HashSet<>();
        for (Disclosure each : to.disk.disclosures(id)) {
            if (each.active() && !simulation.isOver(each, to)) {
                require(from.disk.payload(id, each.entry()).isPresent(), "the sender lost a payload", each);
                require(to.disk.payload(id, each.entry()).isPresent(), "the follower lost a payload", each);
                require(
                        java.util.Arrays.equals(
                                from.disk.payload(id, each.entry()).orElseThrow(),
                                to.disk.payload(id, each.entry()).orElseThrow()),
                        "payloads differ",
                        each);
                expected.add(each.record() + " " + each.version());
            } else {
                require(to.disk.payload(id, each.entry()).isEmpty(), "held past its end", each);
            }
        }
        Set<String> held = new HashSet<>();
        for (Record record : to.disk.foreignRecords()) {
            held.add(record.id() + " " + record.version());
        }
        require(held.equals(expected), "records held differ from what is shared", id, held.size(), expected.size());
    }

    private void receipts(SimulatedNode from, SimulatedNode to, ChannelId id) {
        List<Ending> asked = from.disk.allEndings(id);
        List<Ending> done = to.disk.allEndings(id);
        require(asked.equals(done), "endings or their receipts differ", id, asked.size(), done.size());
        asked.forEach(each -> require(each.receipt().isPresent(), "no purge receipt", each));
        Set<Long> receipts = new HashSet<>();
        asked.forEach(each -> require(receipts.add(each.receipt().orElseThrow()), "one receipt for two", each));
        List<Use> told = from.disk.allUses(id);
        require(told.equals(to.disk.allUses(id)), "use receipts differ", id);
        require(
                told.size() >= simulation.readsAnswered(from),
                "a read without receipt",
                told.size(),
                simulation.readsAnswered(from));
    }

    private void clients(SimulatedNode from, ChannelId id, List<Leaf> leaves) {
        Map<UUID, Integer> newest = new HashMap<>();
        for (Disclosure each : from.disk.disclosures(id)) {
            if (each.active()) {
                newest.merge(each.record(), each.version(), Math::max);
            }
        }
        simulation
                .acknowledgedOf(from)
                .forEach((record, version) ->
                        require(version.equals(newest.get(record)), "a disclosure was lost", id, record, version));
        simulation
                .withdrawnOf(from)
                .forEach(record -> require(!newest.containsKey(record), "still shared after withdrawal", id, record));
        require(leaves.size() >= newest.size(), "the log is shorter than what it shares", id);
    }
}
