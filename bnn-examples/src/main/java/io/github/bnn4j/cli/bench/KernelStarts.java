package io.github.bnn4j.cli.bench;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.timing.FirstPrediction;
import io.github.bnn4j.cli.timing.FreshJvm;
import io.github.bnn4j.cli.timing.Median;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.xnor.XnorKernel;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SplittableRandom;

/**
 * Starts JVMs one after the other, and tells what each chose, beside a long measurement in a JVM of its own.
 *
 * @param starts how many
 * @param busyLoops threads beside them
 * @param calls whether they predict all the time
 * @param lossRuns how often to measure what a caller loses
 * @param referenceSeconds CPU time of each half of the long measurement
 * @param jvmArguments of all JVMs
 */
record KernelStarts(
        int starts, int busyLoops, boolean calls, int lossRuns, double referenceSeconds, List<String> jvmArguments) {

    /** A kernel that is as near to the best is as good: within that, measurements differ from each other. */
    private static final double AS_GOOD = .9;

    private static final int UNITS = 4096;
    private static final int CLASSES = 10;

    void run() throws IOException, UserError {
        FreshJvm jvm = new FreshJvm(jvmArguments);
        List<String> namedArguments = new ArrayList<>(jvmArguments);
        namedArguments.add("-D" + XnorKernels.PROPERTY + "=row-major");
        Path file = Files.createTempFile("kernel-starts", ".bnn");
        try {
            network().save(file);
            System.out.printf(
                    "Java %s, JVM arguments %s, %d processors, %d busy loops beside it%s%n",
                    System.getProperty("java.version"),
                    jvmArguments,
                    Runtime.getRuntime().availableProcessors(),
                    busyLoops,
                    calls ? ", predicting all the time" : "");
            Properties reference = jvm.run(KernelReference.class, referenceSeconds);
            try (BusyLoops loops = new BusyLoops(busyLoops)) {
                compare(jvm, new FreshJvm(namedArguments), file, reference);
                for (int i = 0; i < lossRuns; i++) {
                    printLoss(jvm.run(CallLoss.class));
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void compare(FreshJvm jvm, FreshJvm named, Path file, Properties reference) throws IOException, UserError {
        double best = XnorKernels.candidates().stream()
                .mapToDouble(kernel -> number(reference, kernel.name()))
                .max()
                .orElseThrow();
        System.out.println("\nlong measurement, 4096 x 4096, Gop/s: " + rates(reference));
        System.out.printf(
                "%n%5s  %-12s %-5s %9s %8s %15s  %-40s %s%n",
                "start",
                "chosen",
                "right",
                "after, s",
                "CPU, s",
                "1st predict, ms",
                "measured, Gop/s",
                "in use from, s");
        int right = 0;
        double[] first = new double[starts];
        double[] firstNamed = new double[starts];
        for (int i = 0; i < starts; i++) {
            firstNamed[i] = number(named.run(FirstPrediction.class, file), "first");
            Properties answer = jvm.run(KernelStart.class, file, calls);
            String kernel = answer.getProperty("kernel");
            boolean isRight = number(reference, kernel) >= AS_GOOD * best;
            right += isRight ? 1 : 0;
            first[i] = number(answer, "first");
            System.out.printf(
                    Locale.ROOT,
                    "%5d  %-12s %-5s %9.1f %8.2f %15.0f  %-40s %s%n",
                    i + 1,
                    kernel,
                    isRight ? "yes" : "NO",
                    number(answer, "seconds"),
                    number(answer, "cpuSeconds"),
                    first[i],
                    rates(answer),
                    answer.getProperty("inUse"));
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d of %d starts chose a kernel that is within %.0f %% of the long measurement's best%n",
                right,
                starts,
                100 * (1 - AS_GOOD));
        System.out.printf(
                Locale.ROOT,
                "first prediction, median: %.0f ms after the JVM's start; %.0f ms where row-major is named, in turn%n",
                Median.of(first),
                Median.of(firstNamed));
    }

    private static String rates(Properties answer) {
        StringBuilder text = new StringBuilder();
        for (XnorKernel kernel : XnorKernels.candidates()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s%s %.0f",
                    text.isEmpty() ? "" : ", ",
                    kernel.name(),
                    number(answer, kernel.name())));
        }
        return text.toString();
    }

    private static void printLoss(Properties answer) {
        double before = number(answer, "before");
        double during = number(answer, "during");
        double after = number(answer, "after");
        System.out.printf(
                Locale.ROOT,
                "one caller of harley-seal, 4096 x 4096: %.0f calls a second before, %.0f during the %.1f s of measuring "
                        + "(CPU %.2f s), %.0f after: %.1f %% lost; longest call %.1f ms before, %.1f ms during%n",
                before,
                during,
                number(answer, "seconds"),
                number(answer, "cpuSeconds"),
                after,
                100 * (1 - 2 * during / (before + after)),
                number(answer, "longestBefore"),
                number(answer, "longestDuring"));
    }

    /** 0 if there is none. */
    private static double number(Properties answer, String key) {
        return Double.parseDouble(answer.getProperty(key, "0"));
    }

    /** 784-3x4096-10, for bytes. */
    private static PackedNetwork network() {
        Thresholds thresholds = new Thresholds(new int[UNITS], new long[BitMatrix.wordsFor(UNITS)]);
        return new PackedNetwork(new PackedContent(
                InputEncoding.bytes(-1, 1, 1, 28, 28),
                List.of(
                        new BinaryDense(ValueType.BYTES, random(UNITS, 784), thresholds),
                        new BinaryDense(ValueType.SIGNS, random(UNITS, UNITS), thresholds),
                        new BinaryDense(ValueType.SIGNS, random(UNITS, UNITS), thresholds),
                        new BinaryDense(
                                ValueType.SIGNS,
                                random(CLASSES, UNITS),
                                new Scores(new double[CLASSES], new double[CLASSES]))),
                List.of()));
    }

    private static BitMatrix random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(1);
        return BitMatrix.of(rows, columns, (row, column) -> random.nextBoolean());
    }
}
