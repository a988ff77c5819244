package puente.exchange.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import puente.ledger.Tile;
import puente.ledger.TileId;
import puente.ledger.TileReader;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.Pending;
import puente.store.StoredPayload;
import puente.store.Use;

/** A {@link ChannelStore} in memory: what it holds is what a disk would hold, so a crash is forgetting everything but this. */
public class MemoryChannelStore implements ChannelStore {
    private static final class Log {
        ChannelState state;
        final Map<TileId, byte[]> tiles = new HashMap<>();
        final Map<Long, byte[]> payloads = new HashMap<>();
        final TreeMap<Long, Disclosure> disclosures = new TreeMap<>();
        final Map<UUID, TreeMap<Long, Disclosure>> active = new HashMap<>();
        final TreeMap<Long, Ending> endings = new TreeMap<>();
        final List<Use> uses = new ArrayList<>();
        final TreeMap<Long, Long> awaited = new TreeMap<>();

        Log(ChannelState state) {
            this.state = state;
        }
    }

    private final TreeMap<ChannelId, Log> logs = new TreeMap<>();
    private final Map<UUID, TreeMap<Integer, Record>> records = new HashMap<>();
    private final Set<UUID> own = new HashSet<>();
    private final Set<UUID> everReceived = new HashSet<>();
    private final Map<UUID, Pending> pending = new LinkedHashMap<>();
    private final Set<String> evidenceHeld = new LinkedHashSet<>();
    private final Set<String> evidenceBegun = new LinkedHashSet<>();

    /** Everything as it is now: a backup that a dishonest or careless operator may bring back. */
    public synchronized MemoryChannelStore copy() {
        MemoryChannelStore copy = new MemoryChannelStore();
        logs.forEach((id, log) -> {
            Log other = new Log(log.state);
            other.tiles.putAll(log.tiles);
            other.payloads.putAll(log.payloads);
            other.disclosures.putAll(log.disclosures);
            log.active.forEach((record, active) -> other.active.put(record, new TreeMap<>(active)));
            other.endings.putAll(log.endings);
            other.uses.addAll(log.uses);
            other.awaited.putAll(log.awaited);
            copy.logs.put(id, other);
        });
        records.forEach((id, versions) -> copy.records.put(id, new TreeMap<>(versions)));
        copy.own.addAll(own);
        copy.everReceived.addAll(everReceived);
        copy.pending.putAll(pending);
        copy.evidenceHeld.addAll(evidenceHeld);
        copy.evidenceBegun.addAll(evidenceBegun);
        return copy;
    }

    /** Puts a record among those held, whatever the books say: for stores that are wrong on purpose. */
    synchronized void keepAnyway(Record record) {
        records.computeIfAbsent(record.id(), id -> new TreeMap<>()).put(record.version(), record);
    }

    /** Makes a record this node's own. */
    public void insertOwn(Record record) {
        own.add(record.id());
        records.computeIfAbsent(record.id(), id -> new TreeMap<>()).put(record.version(), record);
    }

    /** The versions held of a record. */
    public Map<Integer, Record> held(UUID record) {
        return records.getOrDefault(record, new TreeMap<>());
    }

    /** Every record held that is not this node's own. */
    public List<Record> foreignRecords() {
        return records.entrySet().stream()
                .filter(each -> !own.contains(each.getKey()))
                .flatMap(each -> each.getValue().values().stream())
                .toList();
    }

    /** Every disclosure of a channel, ended or not. */
    public List<Disclosure> disclosures(ChannelId channel) {
        return List.copyOf(log(channel).disclosures.values());
    }

    /** Every ending of a channel. */
    public List<Ending> allEndings(ChannelId channel) {
        return List.copyOf(log(channel).endings.values());
    }

    /** Every use receipt of a channel. */
    public List<Use> allUses(ChannelId channel) {
        return List.copyOf(log(channel).uses);
    }

    /** How many payloads are held. */
    public int payloadCount(ChannelId channel) {
        return log(channel).payloads.size();
    }

    /** The tiles of a channel at their widest. */
    public Map<TileId, byte[]> allTiles(ChannelId channel) {
        return log(channel).tiles;
    }

    private Log log(ChannelId channel) {
        Log log = logs.get(channel);
        if (log == null) {
            throw new IllegalArgumentException("no channel " + channel);
        }
        return log;
    }

    @Override
    public synchronized void open(ChannelId channel, ChannelState.Role role, String vkey) {
        logs.computeIfAbsent(
                channel,
                id -> new Log(new ChannelState(
                        id,
                        role,
                        0,
                        new byte[0],
                        0,
                        new byte[0],
                        List.of(new ChannelState.LogKey(vkey, 0)),
                        Optional.empty())));
    }

    @Override
    public synchronized List<ChannelState> channels() {
        return logs.values().stream().map(log -> log.state).toList();
    }

    @Override
    public synchronized Optional<ChannelState> state(ChannelId channel) {
        return Optional.ofNullable(logs.get(channel)).map(log -> log.state);
    }

    @Override
    public synchronized void stop(ChannelId channel, ChannelState.StoredFault fault) {
        Log log = log(channel);
        if (log.state.fault().isEmpty()) {
            log.state = with(log.state, log.state.size(), log.state.checkpoint(), Optional.empty(), Optional.of(fault));
        }
    }

    @Override
    public synchronized void resume(ChannelId channel) {
        Log log = log(channel);
        log.state = with(log.state, log.state.size(), log.state.checkpoint(), Optional.empty(), Optional.empty());
    }

    private static ChannelState with(
            ChannelState state,
            long size,
            byte[] checkpoint,
            Optional<ChannelState.LogKey> newKey,
            Optional<ChannelState.StoredFault> fault) {
        return new ChannelState(
                state.id(),
                state.role(),
                size,
                checkpoint,
                state.cosignedSize(),
                state.cosigned(),
                Stream.concat(state.keys().stream(), newKey.stream()).toList(),
                fault);
    }

    @Override
    public synchronized TileReader tiles(ChannelId channel) {
        Log log = log(channel);
        return wanted -> {
            synchronized (this) {
                return Optional.ofNullable(log.tiles.get(wanted.full())).flatMap(bytes -> Tile.prefix(wanted, bytes));
            }
        };
    }

    @Override
    public synchronized List<StoredPayload> payloads(ChannelId channel, long first, int count, long bytesMax) {
        Log log = log(channel);
        List<StoredPayload> items = new ArrayList<>();
        long bytes = 0;
        for (long entry = first; entry < Math.min(first + count, log.state.size()); entry++) {
            byte[] payload = log.payloads.get(entry);
            Disclosure disclosure = log.disclosures.get(entry);
            if (payload != null) {
                bytes += payload.length;
                if (bytes > bytesMax && !items.isEmpty()) {
                    break;
                }
                items.add(new StoredPayload.Present(payload));
            } else if (disclosure != null && disclosure.endedBy().isPresent()) {
                items.add(new StoredPayload.Gone(disclosure.endedBy().get()));
            } else {
                items.add(new StoredPayload.None());
            }
        }
        return items;
    }

    @Override
    public synchronized boolean append(Append group) {
        Log log = log(group.channel());
        if (log.state.fault().isPresent() || log.state.size() != group.tree().oldSize()) {
            return false;
        }
        group.tree().tiles().forEach(tile -> log.tiles.put(tile.id().full(), tile.bytes()));
        log.payloads.putAll(group.payloads());
        group.disclosures().forEach(disclosure -> addDisclosure(log, disclosure));
        group.endings().forEach(ending -> end(log, ending));
        Log reverse = logs.get(group.channel().reverse());
        if (reverse != null) {
            group.receipts().forEach((ended, receipt) -> acknowledge(reverse, ended, receipt));
        }
        log.uses.addAll(group.uses());
        group.fulfilled().forEach(pending::remove);
        log.state = with(log.state, group.tree().newSize(), group.checkpoint(), group.newKey(), Optional.empty());
        return true;
    }

    private static void addDisclosure(Log log, Disclosure disclosure) {
        log.disclosures.put(disclosure.entry(), disclosure);
        if (disclosure.active()) {
            log.active
                    .computeIfAbsent(disclosure.record(), id -> new TreeMap<>())
                    .put(disclosure.entry(), disclosure);
        }
    }

    private void end(Log log, Ending ending) {
        log.endings.put(ending.entry(), ending);
        TreeMap<Long, Disclosure> active = log.active.getOrDefault(ending.record(), new TreeMap<>());
        for (Disclosure disclosure : List.copyOf(active.headMap(ending.entry()).values())) {
            if (ending.version() == Ending.ALL_VERSIONS || ending.version() == disclosure.version()) {
                active.remove(disclosure.entry());
                log.disclosures.put(disclosure.entry(), ended(disclosure, ending.entry()));
                log.payloads.remove(disclosure.entry());
                if (log.state.role() == ChannelState.Role.INCOMING) {
                    forgetUnlessHeld(disclosure);
                }
            }
        }
    }

    private static Disclosure ended(Disclosure it, long by) {
        return new Disclosure(
                it.channel(),
                it.entry(),
                it.record(),
                it.version(),
                it.kind(),
                it.agency(),
                it.actor(),
                it.recipient(),
                it.purpose(),
                it.at(),
                it.until(),
                it.useReceipt(),
                it.evidence(),
                Optional.of(by));
    }

    private void forgetUnlessHeld(Disclosure disclosure) {
        boolean elsewhere = incoming()
                .anyMatch(log -> log.active.getOrDefault(disclosure.record(), new TreeMap<>()).values().stream()
                        .anyMatch(other ->
                                other.version() == disclosure.version() && log.payloads.containsKey(other.entry())));
        if (!elsewhere && !own.contains(disclosure.record())) {
            TreeMap<Integer, Record> versions = records.getOrDefault(disclosure.record(), new TreeMap<>());
            versions.remove(disclosure.version());
            if (versions.isEmpty()) {
                records.remove(disclosure.record());
            }
        }
    }

    private Stream<Log> incoming() {
        return logs.values().stream().filter(log -> log.state.role() == ChannelState.Role.INCOMING);
    }

    private static void acknowledge(Log log, long ended, long receipt) {
        log.endings.computeIfPresent(
                ended,
                (entry, it) -> new Ending(
                        it.channel(),
                        it.entry(),
                        it.cause(),
                        it.record(),
                        it.version(),
                        it.at(),
                        Optional.of(it.receipt().orElse(receipt))));
    }

    @Override
    public synchronized List<Disclosure> activeDisclosures(ChannelId channel, Collection<UUID> ids) {
        Log log = log(channel);
        return new HashSet<>(ids)
                .stream()
                        .flatMap(id -> log.active.getOrDefault(id, new TreeMap<>()).values().stream())
                        .sorted((one, two) -> Long.compare(one.entry(), two.entry()))
                        .toList();
    }

    private static Stream<Disclosure> active(Log log) {
        return log.disclosures.values().stream().filter(Disclosure::active);
    }

    @Override
    public synchronized List<Disclosure> dueToExpire(ChannelId channel, LocalDate today, int limit) {
        return active(log(channel))
                .filter(each -> overdue(each, today))
                .limit(limit)
                .toList();
    }

    private static boolean overdue(Disclosure disclosure, LocalDate today) {
        return disclosure.until().filter(today::isAfter).isPresent();
    }

    @Override
    public synchronized List<Disclosure> orphaned(ChannelId outgoing, int limit) {
        return active(log(outgoing))
                .filter(each -> everReceived.contains(each.record())
                        && !own.contains(each.record())
                        && holdings(each.record()).stream().noneMatch(held -> held.version() == each.version()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean receive(Reception batch) {
        Log log = log(batch.channel());
        if (log.state.fault().isPresent() || log.state.size() != batch.tree().oldSize()) {
            return false;
        }
        takeIn(log, batch);
        log.state = with(log.state, batch.tree().newSize(), batch.checkpoint(), batch.newKey(), Optional.empty());
        batch.receipt().ifPresent(note -> cosigned(batch.channel(), batch.tree().newSize(), note));
        return true;
    }

    private void takeIn(Log log, Reception batch) {
        batch.tree().tiles().forEach(tile -> log.tiles.put(tile.id().full(), tile.bytes()));
        for (Arrival arrival : batch.arrivals()) {
            Disclosure disclosure = arrival.disclosure();
            addDisclosure(log, disclosure);
            log.payloads.put(disclosure.entry(), arrival.payload());
            everReceived.add(disclosure.record());
            if (!own.contains(disclosure.record())) {
                records.computeIfAbsent(disclosure.record(), id -> new TreeMap<>())
                        .putIfAbsent(disclosure.version(), arrival.record());
            }
        }
        batch.absent().forEach(disclosure -> addDisclosure(log, disclosure));
        batch.endings().forEach(ending -> end(log, ending));
        log.awaited.putAll(batch.awaited());
        batch.fulfilled().forEach(log.awaited::remove);
        Log reverse = logs.get(batch.channel().reverse());
        if (reverse != null) {
            batch.purged().forEach((ended, receipt) -> acknowledge(reverse, ended, receipt));
        }
        log.uses.addAll(batch.uses());
    }

    @Override
    public synchronized Map<Long, Long> awaited(ChannelId incoming, int limit) {
        Map<Long, Long> found = new LinkedHashMap<>();
        log(incoming).awaited.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }

    @Override
    public synchronized int purgeOverdue(ChannelId incoming, LocalDate today, int limit) {
        Log log = log(incoming);
        List<Disclosure> due = active(log)
                .filter(each -> overdue(each, today) && log.payloads.containsKey(each.entry()))
                .limit(limit)
                .toList();
        for (Disclosure disclosure : due) {
            log.payloads.remove(disclosure.entry());
            forgetUnlessHeld(disclosure);
        }
        return due.size();
    }

    @Override
    public synchronized void cosigned(ChannelId channel, long size, byte[] note) {
        Log log = log(channel);
        if (size >= log.state.cosignedSize()) {
            ChannelState state = log.state;
            log.state = new ChannelState(
                    state.id(),
                    state.role(),
                    state.size(),
                    state.checkpoint(),
                    size,
                    note,
                    state.keys(),
                    state.fault());
        }
    }

    @Override
    public synchronized Map<Long, Ending> endings(ChannelId channel, Collection<Long> entries) {
        Map<Long, Ending> found = new LinkedHashMap<>();
        for (long entry : entries) {
            Ending ending = log(channel).endings.get(entry);
            if (ending != null) {
                found.put(entry, ending);
            }
        }
        return found;
    }

    @Override
    public synchronized List<Ending> withoutReceipt(ChannelId channel, int limit) {
        return log(channel).endings.values().stream()
                .filter(each -> each.receipt().isEmpty())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Use> uses(ChannelId channel, UUID record) {
        return log(channel).uses.stream()
                .filter(each -> each.record().equals(record))
                .toList();
    }

    @Override
    public synchronized List<Disclosure> holdings(UUID record) {
        return incoming()
                .flatMap(log -> log.active.getOrDefault(record, new TreeMap<>()).values().stream()
                        .filter(each -> log.payloads.containsKey(each.entry())))
                .sorted((one, two) -> Integer.compare(two.version(), one.version()))
                .toList();
    }

    @Override
    public synchronized Optional<byte[]> payload(ChannelId channel, long entry) {
        return Optional.ofNullable(log(channel).payloads.get(entry));
    }

    @Override
    public synchronized void keep(Pending proposal) {
        pending.put(proposal.id(), proposal);
    }

    @Override
    public synchronized List<Pending> pending() {
        return List.copyOf(pending.values());
    }

    @Override
    public synchronized Optional<Pending> pending(UUID id) {
        return Optional.ofNullable(pending.get(id));
    }

    @Override
    public synchronized void drop(UUID id) {
        pending.remove(id);
    }

    @Override
    public synchronized List<Disclosure.Evidence> missingEvidence(ChannelId incoming, int limit) {
        return active(log(incoming))
                .flatMap(each -> each.evidence().stream())
                .filter(file -> !evidenceHeld.contains(file.sha256()))
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void evidenceBegun(Disclosure.Evidence evidence) {
        evidenceBegun.add(evidence.sha256());
    }

    @Override
    public synchronized void evidenceHeld(Disclosure.Evidence evidence) {
        evidenceHeld.add(evidence.sha256());
    }

    @Override
    public synchronized boolean mayServeEvidence(ChannelId outgoing, String sha256) {
        return active(log(outgoing)).anyMatch(each -> refersTo(each, sha256));
    }

    private static boolean refersTo(Disclosure disclosure, String sha256) {
        return disclosure.evidence().stream().anyMatch(file -> file.sha256().equals(sha256));
    }

    @Override
    public synchronized List<String> unreferencedEvidence(int limit) {
        return Stream.concat(evidenceHeld.stream(), evidenceBegun.stream())
                .distinct()
                .filter(held -> logs.values().stream()
                        .flatMap(log -> log.disclosures.values().stream())
                        .anyMatch(each -> refersTo(each, held)))
                .filter(held -> logs.values().stream()
                        .flatMap(MemoryChannelStore::active)
                        .noneMatch(each -> refersTo(each, held)))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void evidenceGone(String sha256) {
        evidenceHeld.remove(sha256);
        evidenceBegun.remove(sha256);
    }
}
