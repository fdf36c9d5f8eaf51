package io.github.bnn4j.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Other people's trained networks, which stand beside the project and are no part of it: {@code -Dbnn4j.interop=DIR}. */
public final class InteropFiles {

    /** Property with the directory. */
    public static final String PROPERTY = "bnn4j.interop";

    private InteropFiles() {}

    /** Returns a file of the directory; without it, the test is skipped, and says how it is run. */
    public static Path file(String name) {
        String directory = System.getProperty(PROPERTY, "");
        assumeTrue(!directory.isBlank(), "Other people's files are needed: -D" + PROPERTY + "=DIR");
        Path file = Path.of(directory).resolve(name);
        assertThat(file).as("-D%s", PROPERTY).isRegularFile();
        return file;
    }

    /** Returns a class for each line. */
    public static int[] classes(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Returns scores, an example in each line. */
    public static float[][] scores(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .map(line -> Arrays.stream(line.split(",")).map(Float::valueOf).toList())
                .map(row -> {
                    float[] scores = new float[row.size()];
                    for (int i = 0; i < scores.length; i++) {
                        scores[i] = row.get(i);
                    }
                    return scores;
                })
                .toArray(float[][]::new);
    }
}
