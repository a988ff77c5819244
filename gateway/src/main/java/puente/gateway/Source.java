package puente.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes with a name that can be read more than once. An import reads twice: once to find whatever would refuse the file
 * whole, once to map it; so what comes from the network is spooled to a file first.
 */
public interface Source {
    /** What a person calls it: the file's name without its folders. */
    String name();

    /** The bytes from the beginning, gzip or plain; the caller closes. */
    InputStream open() throws IOException;

    /** A file on disk. */
    static Source ofFile(Path file) {
        Path name = file.getFileName();
        return new Source() {
            @Override
            public String name() {
                return name == null ? file.toString() : name.toString();
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    /** Bytes in memory; they are not copied. */
    static Source ofBytes(String name, byte[] bytes) {
        return new Source() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
