package puente.match.identifier;

import java.util.List;
import java.util.Set;

/**
 * The ten characters with which CURP and RFC begin, from whatever source: the key itself, or {@link PersonRoot#of} a name and a date.
 * Inconvenient words are undone, an absent second surname (X) agrees with any, and Ñ written X with any letter there.
 */
public final class RootComparison implements FieldComparison {
    /** Born the same day, and half the letters agree: the surname may be another. */
    public static final byte DATE = 2;

    /** The four letters agree, the date is one slip away. */
    public static final byte DATE_SLIP = 3;

    /** The date agrees, one letter does not. */
    public static final byte LETTER_SLIP = 4;

    /** Everything said agrees; the second surname was not said. */
    public static final byte WITHOUT_MATERNAL = 5;

    public static final byte SAME = 6;

    private static final List<String> LEVELS =
            List.of("unknown", "different", "date", "date-slip", "letter-slip", "without-maternal", "same");

    /** Four letters that the registries do not write (DOF 18 October 2021, annex of inconvenient words). */
    private static final Set<String> INCONVENIENT = Set.of(
            ("BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA GUEI "
                            + "GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO "
                            + "LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO "
                            + "POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI WUEY")
                    .split(" "));

    private static final byte ANY = 'X';
    private static final int LETTERS = 4;

    @Override
    public String name() {
        return "root";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** The first ten characters of a CURP, an RFC or a computed root; inconvenient words with both places open. */
    @Override
    public byte[] prepare(String value) {
        String key = Signs.clean(value.replace('Ñ', 'X').replace('ñ', 'X'), false);
        boolean shaped = key.length() >= PersonRoot.SIZE
                && key.substring(0, LETTERS).chars().allMatch(Character::isLetter)
                && key.substring(LETTERS, PersonRoot.SIZE).chars().allMatch(Character::isDigit);
        if (!shaped) {
            return Signs.NONE;
        }
        String root = key.substring(0, PersonRoot.SIZE);
        if (INCONVENIENT.contains(root.substring(0, LETTERS))) {
            root = root.charAt(0) + "X" + root.charAt(2) + "X" + root.substring(LETTERS);
        }
        return Signs.bytes(root);
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        int letters = 0;
        for (int at = 0; at < LETTERS; at++) {
            letters += a[at] == b[at] || a[at] == ANY || b[at] == ANY ? 1 : 0;
        }
        int slips = Signs.slips(a, LETTERS, a.length, b, LETTERS, b.length);
        if (slips == 0) {
            boolean open = a[2] != b[2] && (a[2] == ANY || b[2] == ANY);
            return switch (letters) {
                case 4 -> open ? WITHOUT_MATERNAL : SAME;
                case 3 -> LETTER_SLIP;
                case 2 -> DATE;
                default -> DIFFERENT;
            };
        }
        return slips == 1 && letters == LETTERS ? DATE_SLIP : DIFFERENT;
    }
}
