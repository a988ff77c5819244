package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/**
 * Every parser of this room on hostile bytes: it refuses with a {@link LedgerException}, its only legitimate exception, or what
 * it accepted writes back byte for byte.
 */
class ParserFuzz {
    private interface Parser {
        byte[] readAndWrite(byte[] input);
    }

    private static void check(byte[] input, Parser parser) {
        byte[] written;
        try {
            written = parser.readAndWrite(input);
        } catch (LedgerException refused) {
            return;
        }
        if (!Arrays.equals(input, written)) {
            throw new AssertionError("accepted, but written back otherwise: " + new String(written, UTF_8));
        }
    }

    @FuzzTest
    void note(byte[] input) {
        check(input, bytes -> {
            SignedNote note = SignedNote.parse(bytes);
            note.verify(TestKeys.verifiers(TestKeys.LOG, TestKeys.WITNESS));
            return note.encode();
        });
    }

    @FuzzTest
    void checkpoint(byte[] input) {
        check(input, bytes -> Checkpoint.parse(bytes).text());
    }

    @FuzzTest
    void vkey(byte[] input) {
        Utf8.decode(input)
                .ifPresent(text ->
                        check(input, bytes -> NoteVerifier.parse(text).vkey().getBytes(UTF_8)));
    }

    @FuzzTest
    void privateKey(byte[] input) {
        Utf8.decode(input)
                .ifPresent(text -> check(
                        input, bytes -> NoteSigner.parse(text).privateForm().getBytes(UTF_8)));
    }

    @FuzzTest
    void bundle(byte[] input) {
        for (int width : new int[] {1, 2, 255, 256}) {
            check(input, bytes -> EntryBundle.encode(EntryBundle.decode(bytes, width)));
            EntryBundle.prefix(input, width)
                    .ifPresent(prefix -> check(prefix, bytes -> EntryBundle.encode(EntryBundle.decode(bytes, width))));
        }
    }

    @FuzzTest
    void tilePath(byte[] input) {
        Utf8.decode(input)
                .ifPresent(
                        text -> check(input, bytes -> TileId.parse(text).path().getBytes(UTF_8)));
    }

    @FuzzTest
    void proof(byte[] input) {
        check(input, bytes -> {
            TlogProof proof = TlogProof.parse(bytes);
            proof.verify(TreeHasher.EMPTY_ROOT, TestKeys.ORIGIN, TestKeys.verifiers(TestKeys.LOG));
            return proof.encode();
        });
    }

    @FuzzTest
    void witnessRequest(byte[] input) {
        check(input, bytes -> {
            WitnessRequest request = WitnessRequest.parse(bytes);
            return Witness.request(
                    request.oldSize(), request.consistency(), request.note().encode());
        });
    }

    @FuzzTest
    void policy(byte[] input) {
        check(input, bytes -> {
            WitnessPolicy policy = WitnessPolicy.parse(bytes);
            policy.isQuorum(policy.witnesses());
            policy.isQuorum(List.of());
            return bytes;
        });
    }
}
