package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {
    /** The vectors of the reference implementation: key 00…0f, input 00, 00 01, … */
    @Test
    void agreesWithTheReference() {
        byte[] key = counting(16);
        SipHash hash = new SipHash(key);
        assertThat(hash.hash(counting(0))).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.hash(counting(1))).isEqualTo(0x74f839c593dc67fdL);
        assertThat(hash.hash(counting(7))).isEqualTo(0xab0200f58b01d137L);
        assertThat(hash.hash(counting(8))).isEqualTo(0x93f5f5799a932462L);
        assertThat(hash.hash(counting(15))).isEqualTo(0xa129ca6149be45e5L);
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) at;
        }
        return bytes;
    }
}
