package puente.node.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a node calls out to, and where never. */
class OutboundAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://192.0.2.7/, true, true",
        "https://no-such-host.invalid/x, true, true",
        "http://192.0.2.7/, false, false",
        "ftp://192.0.2.7/, false, false",
        "file:///etc/passwd, false, false",
        "jar:https://192.0.2.7/x!/y, false, false",
        "gopher://192.0.2.7/, false, false",
        "https:///x, false, false",
        "https://user:pw@192.0.2.7/, false, false",
        "https://169.254.169.254/latest/meta-data/, false, false",
        "http://169.254.169.254/latest/meta-data/, false, false",
        "'https://[fe80::1]/', false, false",
        "'https://[::ffff:169.254.169.254]/', false, false",
        "'https://[fd00:ec2::254]/', false, false",
        "https://100.100.100.200/, false, false",
        "https://0.0.0.0/, false, false",
        "https://0/, false, false",
        "'https://[::]/', false, false",
        "https://224.0.0.1/, false, false",
        "https://2130706433/, false, false",
        "https://localhost./, true, false",
        "'https://[::ffff:127.0.0.1]/', false, false",
        "http://localhost:8471/, true, false",
        "https://127.0.0.1:9471/, true, false",
        "'http://[::1]:8471/', true, false",
        "ftp://localhost/, false, false"
    })
    void address_isCalledOrNot(String address, boolean whereThisMachineIsMeant, boolean elsewise) {
        assertThat(OutboundAddress.isAllowed(URI.create(address), true)).isEqualTo(whereThisMachineIsMeant);
        assertThat(OutboundAddress.isAllowed(URI.create(address), false)).isEqualTo(elsewise);
    }
}
