package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel is chosen in a runtime image of the JDK's smallest module as well, which has no clock for CPU time. */
class WithoutManagementTest {

    @ParameterizedTest
    @ValueSource(strings = {"java.base", "java.base,java.management"})
    void aKernelIsChosen(String modules) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        modules,
                        "-cp",
                        placeOf(XnorKernels.class) + System.getProperty("path.separator") + placeOf(Program.class),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output.strip()).matches("(row-major|int-2x8|harley-seal), measured in .* Gop/s");
        assertThat(process.waitFor()).isZero();
    }

    private static Path placeOf(Class<?> someClass) {
        return Path.of(java.net.URI.create(
                someClass.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Needs nothing but the runtime. */
    static final class Program {

        public static void main(String[] args) {
            XnorKernels.best();
            System.out.println(XnorKernels.choice());
        }
    }
}
