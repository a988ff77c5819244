package puente.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.cli.Common;
import puente.cli.Console;

/** {@code puente demo}: two nodes on this machine, with {@code --check} every claim about them, with {@code --attack} what cheating looks like. */
@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Option(names = "--data", paramLabel = "DIR")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--folder", paramLabel = "DIR")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--check")
    private boolean check;

    @Option(names = "--attack", paramLabel = "fork")
    private Optional<Attack.Kind> attack = Optional.empty();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Path> sources = data();
        if (check) {
            return new Check(console, sources, folder, json).run();
        }
        if (attack.isPresent()) {
            return new Attack(console, folder).run();
        }
        return new Demonstration(console, folder.orElse(Path.of(".puente")), sources).run();
    }

    /** The folder of public data: as asked, else {@code ../shared/data} beside the sources or here, where there is one. */
    private Optional<Path> data() throws NoSuchFileException {
        if (data.isPresent()) {
            if (!Files.isDirectory(data.get())) {
                throw new NoSuchFileException(data.get().toString());
            }
            return data;
        }
        String home = System.getenv("PUENTE_HOME");
        return Optional.of(Path.of(home == null ? "." : home)
                        .resolve("../shared/data")
                        .normalize())
                .filter(Files::isDirectory);
    }
}
