package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.codec.FileTrial.Fate;
import io.github.bnn4j.packed.codec.FileTrial.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes files with right checksums, and tries them, for some minutes. It is started in the directory bnn-tests, with the test
 * classes, the runtime and AssertJ on the class path:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.github.bnn4j.packed.codec.FuzzedFileProgram -Dexec.args="MINUTES [FIRST [LAST]]"
 * }</pre>
 *
 * FIRST is the number of the first file, by default one of the moment; a number and itself again try that file alone. A file that
 * is neither refused nor usable is left in the directory target, with its number; the program then ends with exit code 1.
 */
public final class FuzzedFileProgram {

    private static final long REPORT_NANOS = 10_000_000_000L;

    /** Of smaller files, what any file takes is the most. */
    private static final int NOT_SMALL = 4000;

    private final Map<Fate, Long> outcomes = new EnumMap<>(Fate.class);
    private double greatestFactor;
    private Result slowest = new Result(Fate.REFUSED, 0, 0);
    private long slowestNumber;
    private long failures;

    private FuzzedFileProgram() {}

    public static void main(String[] arguments) throws IOException {
        double minutes = Double.parseDouble(arguments[0]);
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.currentTimeMillis() * 1_000_000;
        long last = arguments.length > 2 ? Long.parseLong(arguments[2]) : Long.MAX_VALUE;
        System.exit(new FuzzedFileProgram().run((long) (minutes * 60e9), first, last));
    }

    private int run(long nanos, long first, long last) throws IOException {
        List<byte[]> good = FileTrial.goodFiles();
        for (byte[] file : good) {
            FileTrial.of(file); // What has to be loaded for it is not the memory of one file.
        }
        FileMutations mutations = new FileMutations(good);
        long began = System.nanoTime();
        long reported = began;
        long number = first;
        for (; number <= last && System.nanoTime() - began < nanos; number++) {
            attempt(mutations.file(number), number);
            if (System.nanoTime() - reported > REPORT_NANOS) {
                reported = System.nanoTime();
                report(first, number + 1);
            }
        }
        report(first, number);
        return failures == 0 ? 0 : 1;
    }

    private void attempt(byte[] file, long number) throws IOException {
        try {
            Result result = FileTrial.of(file);
            outcomes.merge(result.outcome(), 1L, Long::sum);
            if (file.length >= NOT_SMALL) {
                greatestFactor = Math.max(greatestFactor, (double) result.allocated() / file.length);
            }
            if (result.nanos() > slowest.nanos()) {
                slowest = result;
                slowestNumber = number;
            }
        } catch (RuntimeException | Error failure) {
            failures++;
            Path kept = Files.createDirectories(Path.of("target")).resolve("fuzzed-" + number + ".bnn");
            Files.write(kept, file);
            System.out.println("File " + number + " is neither refused nor usable, see " + kept);
            failure.printStackTrace(System.out);
        }
    }

    private void report(long first, long end) {
        System.out.printf(
                "%,d files from number %d on: %s, %d failures; at most %.0f bytes allocated for a byte of a file that is "
                        + "not small, %.1f ms of CPU to load number %d%n",
                end - first, first, outcomes, failures, greatestFactor, slowest.nanos() / 1e6, slowestNumber);
    }
}
