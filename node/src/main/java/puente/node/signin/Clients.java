package puente.node.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import puente.record.Agency;
import puente.store.ClientStore;

/**
 * Programs that may use the API. A token is {@code puente_<id>_<secret>}: the id stands in lists and in the journal, so that one
 * found in a file can be told and revoked; the secret is shown once. Safe for use by many threads.
 */
public final class Clients {
    /** The longest a credential serves. */
    public static final Duration LIFE_MAX = Duration.ofDays(366);

    private static final Duration USED_EVERY = Duration.ofMinutes(1);
    private static final Pattern TOKEN = Pattern.compile("puente_([a-z0-9]{1,32})_([A-Za-z0-9_-]{43})");

    private final ClientStore store;
    private final Secrets secrets;
    private final InstantSource clock;

    /** A program's credential just made; the token is empty where a certificate proves it. */
    public record Made(Optional<String> token, ClientStore.Client client) {}

    /** What is asked for: who acts, for whom, with what, for how long. */
    public record Wish(String name, Agency agency, Set<Function> scopes, String madeBy, Duration life) {}

    public Clients(ClientStore store, Secrets secrets, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Whether a text has the form of a token. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** Whom a token names, whether it is a good one or not; empty where the text is no token. */
    public static String named(String token) {
        Matcher matcher = TOKEN.matcher(token);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** A token of that name, known to nobody yet. */
    public String token(String name) {
        return "puente_" + name + "_" + secrets.next();
    }

    /** Makes a credential that a token proves. */
    public Made make(Wish wish) {
        String id = secrets.name();
        String token = token(id);
        ClientStore.Client client = client(id, "token", Secrets.digest(token), wish);
        if (!store.add(client)) {
            throw new IllegalStateException("two tokens of 256 random bits are never the same");
        }
        return new Made(Optional.of(token), client);
    }

    /** Makes a credential that a certificate proves; empty where the certificate has been used before. */
    public Optional<Made> make(Wish wish, byte[] certificate) {
        ClientStore.Client client = client(secrets.name(), "certificate", Secrets.digest(certificate), wish);
        return store.add(client) ? Optional.of(new Made(Optional.empty(), client)) : Optional.empty();
    }

    private ClientStore.Client client(String id, String proof, String digest, Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ClientStore.Client(
                id,
                wish.name(),
                proof,
                digest,
                wish.agency().code(),
                wish.scopes().stream().map(Function::code).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .toList(),
                wish.madeBy(),
                now,
                now.plus(wish.life()),
                Optional.empty(),
                Optional.empty());
    }

    /** The program that a token proves, if it may still be used. */
    public Optional<ClientStore.Client> byToken(String token) {
        return isToken(token) ? byDigest(Secrets.digest(token), "token") : Optional.empty();
    }

    /** The program that a certificate proves, if it may still be used. */
    public Optional<ClientStore.Client> byCertificate(byte[] certificate) {
        return byDigest(Secrets.digest(certificate), "certificate");
    }

    /** The same by the SHA-256 of the certificate's DER form, in lower-case hexadecimal. */
    public Optional<ClientStore.Client> byFingerprint(String sha256) {
        return byDigest(sha256, "certificate");
    }

    /** Whether any program may still be used for a function. */
    public boolean anyWith(Function function) {
        Instant now = clock.instant();
        return store.all().stream()
                .anyMatch(each -> each.revoked().isEmpty()
                        && now.isBefore(each.until())
                        && each.scopes().contains(function.code()));
    }

    private Optional<ClientStore.Client> byDigest(String digest, String proof) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<ClientStore.Client> found = store.find(digest)
                .filter(each -> each.proof().equals(proof) && each.revoked().isEmpty() && now.isBefore(each.until()));
        found.filter(each ->
                        each.used().isEmpty() || !now.isBefore(each.used().get().plus(USED_EVERY)))
                .ifPresent(each -> store.used(each.id(), now));
        return found;
    }

    /** All, newest first, revoked ones too. */
    public List<ClientStore.Client> all() {
        return store.all();
    }

    /** Revokes one; returns whether there was one to revoke. */
    public boolean revoke(String id) {
        return store.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
