package puente.match.text;

import java.nio.charset.StandardCharsets;

/**
 * How a folded word sounds in Mexican Spanish, where many letters share a sound: b/v/w, s/c/z, ll/y, g/j/x, c/k/qu, n/ñ, and
 * silent h. Two words with one key are spelled differently but may have been said the same: Giménez, Jiménez, Ximénes.
 *
 * <p>Vowels stay, since Spanish speakers hear them; Spanish vowels are not what clerks confuse. Each word of a text is keyed by
 * itself; blanks stay. Rules after the Academia's account of seseo, yeísmo and the letters' values (Ortografía, 2010).
 */
public final class SpanishSound {
    private SpanishSound() {}

    /** The key of a folded text. */
    public static String key(String folded) {
        byte[] text = folded.getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = new byte[text.length + 1];
        return new String(out, 0, key(text, 0, text.length, out), StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes the key of a part of an array.
     *
     * @param out as long as the part at least
     * @return the key's length; nothing is allocated
     */
    public static int key(byte[] text, int from, int to, byte[] out) {
        int size = 0;
        int at = from;
        while (at < to) {
            byte each = text[at];
            byte next = at + 1 < to ? text[at + 1] : (byte) ' ';
            byte after = at + 2 < to ? text[at + 2] : (byte) ' ';
            byte before = at > from ? text[at - 1] : (byte) ' ';
            int used = 1;
            byte sound = each;
            switch (each) {
                case 'b', 'v', 'w' -> sound = 'b';
                case 'c' -> {
                    if (next == 'h') {
                        sound = 'x';
                        used = 2;
                    } else if (isFront(next)) {
                        sound = 's';
                    } else if (next == 'k' || next == 'q') {
                        sound = 0;
                    } else {
                        sound = 'k';
                    }
                }
                case 'z' -> sound = 's';
                case 's' -> {
                    sound = 's';
                    used = next == 'h' || next == 'c' && isFront(after) ? 2 : 1;
                }
                case 'x' -> {
                    sound = 'j';
                    used = next == 'c' && isFront(after) ? 2 : 1;
                }
                case 'g' -> {
                    sound = isFront(next) ? (byte) 'j' : (byte) 'g';
                    used = next == 'u' && isFront(after) ? 2 : 1;
                }
                case 'q' -> {
                    sound = 'k';
                    used = next == 'u' ? 2 : 1;
                }
                case 'h' -> {
                    // Huerta and Güerta are heard alike; any other h is silent.
                    sound = next == 'u' && isVowel(after) ? (byte) 'g' : 0;
                    used = sound != 0 && isFront(after) ? 2 : 1;
                }
                case 'l' -> {
                    boolean twice = next == 'l';
                    sound = twice && isVowel(after) ? (byte) 'y' : (byte) 'l';
                    used = twice ? 2 : 1;
                }
                case 'y' -> sound = isVowel(next) ? (byte) 'y' : (byte) 'i';
                case 'i' -> sound = before == ' ' && isVowel(next) ? (byte) 'y' : (byte) 'i';
                case 'p' -> {
                    boolean effe = next == 'h';
                    sound = effe ? (byte) 'f' : (byte) 'p';
                    used = effe ? 2 : 1;
                }
                case 't' -> {
                    boolean zeta = next == 'z' || next == 's';
                    sound = zeta ? (byte) 's' : (byte) 't';
                    used = zeta || next == 'h' ? 2 : 1;
                }
                case 'n', Folding.ENYE -> sound = next == 'b' || next == 'v' || next == 'p' ? (byte) 'm' : (byte) 'n';
                default -> sound = each;
            }
            boolean doubled = size > 0 && out[size - 1] == sound && sound != ' ' && !isVowel(sound);
            if (sound != 0 && !doubled) {
                out[size++] = sound;
            }
            at += used;
        }
        return size;
    }

    private static boolean isFront(byte each) {
        return each == 'e' || each == 'i';
    }

    private static boolean isVowel(byte each) {
        return each == 'a' || each == 'e' || each == 'i' || each == 'o' || each == 'u';
    }
}
