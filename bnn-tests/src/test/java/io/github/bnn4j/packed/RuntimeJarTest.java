package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact bnn-runtime is enough to predict, and shows what its users need. */
class RuntimeJarTest {

    @TempDir
    Path directory;

    private Path jar;

    /** Where the tests have it from: a jar, or a directory of classes, of which it will be made. */
    @BeforeEach
    void makeTheJar() throws Exception {
        Path built = Path.of(PackedNetwork.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        jar = directory.resolve("bnn-runtime.jar");
        if (Files.isRegularFile(built)) {
            Files.copy(built, jar);
        } else {
            String[] arguments = {"--create", "--file", jar.toString(), "-C", built.toString(), "."};
            assertThat(ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, arguments))
                    .isZero();
        }
    }

    @Test
    void holdsThePackedPackagesOnlyAndIsSmall() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(entry -> entry.getName())
                            .filter(name -> !name.startsWith("META-INF/")))
                    .allMatch(name -> name.startsWith("io/github/bnn4j/packed/") || name.equals("module-info.class"))
                    .contains("io/github/bnn4j/packed/PackedNetwork.class");
            assertThat(file.getEntry("META-INF/LICENSE")).isNotNull();
        }
        // Eight layers of floats, graphs and version 2 of the file came since it was 147,000; then one image by several
        // threads.
        assertThat(Files.size(jar)).isLessThan(236_000);
    }

    @Test
    void isAModuleThatNeedsTheJdkAndHidesTheReaderTheWriterAndTheAlgorithms() {
        ModuleDescriptor module = ModuleFinder.of(jar)
                .find("io.github.bnn4j.runtime")
                .orElseThrow()
                .descriptor();
        assertThat(module.requires())
                .filteredOn(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
        assertThat(module.exports())
                .filteredOn(exports -> !exports.isQualified())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "io.github.bnn4j.packed",
                        "io.github.bnn4j.packed.bits",
                        "io.github.bnn4j.packed.format",
                        "io.github.bnn4j.packed.layer");
    }

    @Test
    void predictsWithNothingButTheJdk() throws Exception {
        Path network = directory.resolve("three.bnn");
        BitMatrix kernel = BitMatrix.of(3, 4, (row, column) -> column <= row);
        new PackedNetwork(new PackedContent(
                        InputEncoding.bytes(0, 255, 1, 2, 2),
                        List.of(new BinaryDense(
                                ValueType.BYTES, kernel, new Scores(new double[] {1, 1, 1}, new double[3]))),
                        List.of("one", "two", "three")))
                .save(network);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        try (InputStream in = RuntimeProgram.class.getResourceAsStream("RuntimeProgram.class")) {
            Path program = classes.resolve("io/github/bnn4j/packed/RuntimeProgram.class");
            Files.createDirectories(program.getParent());
            Files.copy(in, program);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar + System.getProperty("path.separator") + classes,
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
