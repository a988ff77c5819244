package puente.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * TAXII accounts in {@code taxii/} of a node's folder, one file {@code <user>.account} each, readable by its owner only. They are
 * looked up at each request, so one that is made or deleted counts at once.
 *
 * <pre>
 * agency mx/fgr
 * purposes arms-trafficking,statistics     or *
 * write true
 * password pbkdf2-sha256:600000:&lt;salt&gt;:&lt;hash&gt;
 * certificate &lt;SHA-256 of the DER form, hex&gt;      where the client shows one
 * </pre>
 *
 * <p>A password is checked by PBKDF2-HMAC-SHA-256 with {@value #ITERATIONS} iterations, two at a time; one that was right is
 * remembered, under a key that lives as long as this process, until the file changes.
 */
public final class TaxiiAccounts implements TaxiiAccess {
    /** The folder within the node's. */
    public static final String FOLDER = "taxii";

    /** OWASP's recommendation for PBKDF2-HMAC-SHA-256. */
    static final int ITERATIONS = 600_000;

    /** Longest password, in bytes of UTF-8: a longer one is wrong. */
    static final int PASSWORD_BYTES_MAX = 200;

    private static final String EXTENSION = ".account";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int PASSWORD_BYTES = 18;
    private static final int REMEMBERED_MAX = 1_000;
    private static final Pattern USER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Semaphore HASHING = new Semaphore(2);

    private final Path folder;
    private final List<Agency> agencies;
    private final byte[] secret = new byte[32];
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();

    /** @param agencies the agencies of the node: an account for another is none */
    TaxiiAccounts(Path nodeFolder, List<Agency> agencies, SecureRandom random) {
        this.folder = nodeFolder.resolve(FOLDER);
        this.agencies = List.copyOf(agencies);
        random.nextBytes(secret);
    }

    /**
     * Makes an account, or makes it anew with another password.
     *
     * @param purposes whose records it sees; {@code *} for all
     * @return its password, which is kept nowhere
     * @throws ProblemException {@code node.taxii.user} for a name that is not {@code a-z 0-9 . _ -}
     */
    public static String create(
            Path nodeFolder, String user, Agency agency, Set<String> purposes, boolean write, SecureRandom random) {
        if (!USER.matcher(user).matches()) {
            throw new ProblemException(Problem.of("node.taxii.user", user, "user", user));
        }
        byte[] drawn = new byte[PASSWORD_BYTES];
        random.nextBytes(drawn);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Path file = nodeFolder.resolve(FOLDER).resolve(user + EXTENSION);
        try {
            Files.deleteIfExists(file);
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(file, unwritable);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        PrivateFile.write(
                file,
                "agency " + agency + "\npurposes " + String.join(",", purposes) + "\nwrite " + write
                        + "\npassword pbkdf2-sha256:" + ITERATIONS + ":" + base64.encodeToString(salt) + ":"
                        + base64.encodeToString(hash(password, salt, ITERATIONS)) + "\n");
        return password;
    }

    @Override
    public Optional<Account> account(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Password password -> byPassword(password.user(), password.password());
            case Credentials.Certificate certificate -> byCertificate(certificate.sha256());
            case Credentials.Bearer ignored -> Optional.empty();
        };
    }

    /** Whether there is any account. */
    boolean any() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(EXTENSION));
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(folder, unreadable);
        }
    }

    private Optional<Account> byPassword(String user, String password) {
        if (!USER.matcher(user).matches() || password.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES_MAX) {
            return Optional.empty();
        }
        Path file = folder.resolve(user + EXTENSION);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, String> said = read(file);
        String stored = said.getOrDefault("password", "");
        byte[] proof = proof(stored, password);
        byte[] known = right.get(user);
        if (known == null || !MessageDigest.isEqual(known, proof)) {
            if (!isRight(stored, password)) {
                return Optional.empty();
            }
            if (right.size() >= REMEMBERED_MAX) {
                right.clear();
            }
            right.put(user, proof);
        }
        return account(user, said);
    }

    private Optional<Account> byCertificate(String sha256) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(EXTENSION)) {
                    Map<String, String> said = read(file);
                    if (sha256.equals(said.get("certificate"))) {
                        return account(name.substring(0, name.length() - EXTENSION.length()), said);
                    }
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(folder, unreadable);
        }
    }

    private Optional<Account> account(String user, Map<String, String> said) {
        Agency agency = new Agency(said.getOrDefault("agency", ""));
        if (!agencies.contains(agency)) {
            return Optional.empty();
        }
        Set<String> purposes =
                new HashSet<>(Arrays.asList(said.getOrDefault("purposes", "").split(",", -1)));
        return Optional.of(new Account(user, agency, purposes, Boolean.parseBoolean(said.get("write"))));
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> said = new TreeMap<>();
        PrivateFile.read(file).lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                said.put(line.substring(0, space), line.substring(space + 1).strip());
            }
        });
        return said;
    }

    private static boolean isRight(String stored, String password) {
        String[] parts = stored.split(":", -1);
        if (parts.length != 4 || !parts[0].equals("pbkdf2-sha256")) {
            return false;
        }
        HASHING.acquireUninterruptibly();
        try {
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            return MessageDigest.isEqual(hash, hash(password, salt, Integer.parseInt(parts[1])));
        } catch (IllegalArgumentException malformed) {
            return false;
        } finally {
            HASHING.release();
        }
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException absent) {
            throw new AssertionError("every Java platform has PBKDF2", absent);
        }
    }

    private byte[] proof(String stored, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(stored.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException absent) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", absent);
        }
    }

    /** A certificate as accounts name it. */
    static String fingerprint(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every Java platform has SHA-256", absent);
        }
    }
}
