package puente.cli;

import picocli.CommandLine.IVersionProvider;

/** {@code puente --version}: the jar's version, and the Java it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "puente " + (version == null ? "0.1.0-SNAPSHOT" : version) + " (Java " + Runtime.version() + ")"
        };
    }
}
