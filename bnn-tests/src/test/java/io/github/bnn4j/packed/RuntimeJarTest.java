package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.Form;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with classifier runtime is enough to predict. */
class RuntimeJarTest {

    @TempDir
    Path directory;

    private static Path runtimeJar() {
        Path target = Path.of("..", "bnn-layers", "target").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runtime.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no runtime jar in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void holdsThePackedPackagesOnlyAndIsSmall() throws IOException {
        try (JarFile jar = new JarFile(runtimeJar().toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName()))
                    .allMatch(name -> name.startsWith("io/github/bnn4j/packed/") || name.startsWith("META-INF/"))
                    .contains("io/github/bnn4j/packed/PackedNetwork.class");
        }
        assertThat(Files.size(runtimeJar())).isLessThan(160_000);
    }

    @Test
    void predictsWithNothingButTheJdk() throws Exception {
        Path network = directory.resolve("three.bnn");
        BitMatrix kernel = BitMatrix.of(3, 4, (row, column) -> column <= row);
        new PackedNetwork(new PackedContent(
                        InputEncoding.bytes(0, 255, 1, 2, 2),
                        List.of(new BinaryDense(Form.BYTES, kernel, new Scores(new double[] {1, 1, 1}, new double[3]))),
                        List.of("one", "two", "three")))
                .save(network);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        try (InputStream in = ClassLoader.getSystemResourceAsStream("io/github/bnn4j/packed/RuntimeProgram.class")) {
            Path program = classes.resolve("io/github/bnn4j/packed/RuntimeProgram.class");
            Files.createDirectories(program.getParent());
            Files.copy(in, program);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        runtimeJar() + System.getProperty("path.separator") + classes,
                        RuntimeProgram.class.getName(),
                        network.toString(),
                        "1,2,0,0")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).isEqualTo("two [-1.0, 3.0, 3.0]");
        assertThat(process.exitValue()).isZero();
    }
}
