package io.github.bnn4j.cli.timing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how much memory this process has had at most, as Linux counts it. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final long KILOBYTE = 1024;

    private ResidentMemory() {}

    /** Returns the peak in bytes; 0 where the system does not tell it. */
    static long peak() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                return KILOBYTE
                        * Long.parseLong(
                                line.substring(PEAK.length()).replace("kB", "").strip());
            }
        }
        return 0;
    }
}
