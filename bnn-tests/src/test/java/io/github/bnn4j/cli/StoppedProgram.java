package io.github.bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, stopped from outside as soon as it has written some file. */
public final class StoppedProgram {

    private StoppedProgram() {}

    /**
     * Returns when the process has ended.
     *
     * @param arguments the command and its options
     * @param awaited a file that the program writes on its way
     * @param killed at once, or asked to end
     * @param log gets what the program prints
     * @param patience for the file, and again for the end
     */
    public static void run(List<String> arguments, Path awaited, boolean killed, Path log, Duration patience)
            throws IOException, InterruptedException {
        Process process = start(arguments, log);
        await(process, awaited, patience);
        if (killed) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Starts it, without waiting for anything. */
    public static Process start(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path").replace("test-classes", "no-test-classes"),
                "io.github.bnn4j.cli.BnnPrograms"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Returns when the file is there, and fails if the process ends before. */
    public static void await(Process process, Path awaited, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(awaited)) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .withFailMessage(() -> "no " + awaited)
                    .isTrue();
            Thread.sleep(10);
        }
    }
}
