package puente.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Processor time, user and system together, of this process and of its descendants (the databases it started). Read from the
 * operating system, so that a database's work counts as ours; that of a worker which has ended meanwhile counts with its parent.
 */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** What this process and every living descendant have used so far. */
    public static Duration ofThisProcessAndDescendants() {
        return ofProcessesWhere(
                process -> process.equals(ProcessHandle.current()) || ancestors(process, ProcessHandle.current()));
    }

    /** What this process and every living process whose command line names {@code folder}, or a descendant of one, have used. */
    public static Duration ofThisProcessAndNaming(Path folder) {
        String mark = folder.toString();
        return ofProcessesWhere(process -> process.equals(ProcessHandle.current()) || names(process, mark));
    }

    /** What every living process whose command line names {@code folder}, or a descendant of one, has used. */
    public static Duration ofProcessesNaming(Path folder) {
        String mark = folder.toString();
        return ofProcessesWhere(process -> names(process, mark));
    }

    private static boolean names(ProcessHandle process, String mark) {
        return commandLine(process).contains(mark)
                || process.parent().map(parent -> names(parent, mark)).orElse(false);
    }

    /** The whole of it: where the operating system shows it as a file, Java cuts it off after 4 KB, which a class path fills. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return process.info().commandLine().orElse("");
        }
    }

    /** What the processes that satisfy {@code counted} have used so far. */
    public static Duration ofProcessesWhere(Predicate<ProcessHandle> counted) {
        return ProcessHandle.allProcesses()
                .filter(counted)
                .map(ProcessorTime::used)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Of a process and of its children that ended: fields 14 to 17 of its {@code stat} (proc(5)), in hundredths of a second. */
    private static Duration used(ProcessHandle process) {
        try {
            String stat = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis(10
                    * (Long.parseLong(fields[11])
                            + Long.parseLong(fields[12])
                            + Long.parseLong(fields[13])
                            + Long.parseLong(fields[14])));
        } catch (IOException ended) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    private static boolean ancestors(ProcessHandle process, ProcessHandle ancestor) {
        return process.parent()
                .map(parent -> parent.equals(ancestor) || ancestors(parent, ancestor))
                .orElse(false);
    }
}
