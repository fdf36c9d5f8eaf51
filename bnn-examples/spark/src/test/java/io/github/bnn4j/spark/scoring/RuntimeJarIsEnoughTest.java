package io.github.bnn4j.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.LocalSpark;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who scores needs Spark, the package of this test, and bnn-runtime. */
class RuntimeJarIsEnoughTest {

    @TempDir
    Path directory;

    /** Everything but us, DL4J and ND4J, and the runtime, a jar or classes. */
    private static String sparkAndRuntime() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("bnn-runtime")
                        || entry.contains(Path.of("bnn-layers", "runtime").toString())
                        || entry.endsWith(".jar")
                                && !entry.contains("bnn-")
                                && !entry.contains("nd4j")
                                && !entry.contains("deeplearning4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path thisPackageAlone() throws IOException {
        Path classes = directory.resolve("classes");
        Path to = Files.createDirectories(classes.resolve("io/github/bnn4j/spark/scoring"));
        for (String from : List.of("target/classes", "target/test-classes")) {
            try (Stream<Path> files = Files.list(Path.of(from, "io/github/bnn4j/spark/scoring"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return classes;
    }

    @Test
    void scoresWithoutDeeplearning4j() throws Exception {
        PackedNetwork network = Networks.ofBytes(1, 3);
        Path model = directory.resolve("model.bnn");
        network.save(model);
        Path rows = directory.resolve("rows");
        byte[] first = {0, 1, 2};
        byte[] second = {(byte) 255, 9, 0};
        try (SparkSession spark = LocalSpark.start()) {
            Rows.write(spark, rows.toString(), DataTypes.BinaryType, List.of(first, second));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                thisPackageAlone() + File.pathSeparator + sparkAndRuntime(),
                ScoringProgram.class.getName(),
                model.toString(),
                rows.toString()));

        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("log").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines())
                .withFailMessage(() -> output + directory.resolve("log"))
                .containsExactly(String.valueOf(network.predict(first)), String.valueOf(network.predict(second)));
    }
}
