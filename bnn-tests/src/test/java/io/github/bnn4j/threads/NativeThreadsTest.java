package io.github.bnn4j.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In JVMs of their own: what is set before ND4J's libraries are loaded, what is not, and who is told. */
@EnabledOnOs(OS.LINUX)
class NativeThreadsTest {

    private static final String WARNING = "WARN  NativeThreads: ND4J's two pools of threads spin";

    @TempDir
    private Path directory;

    private int processors = 2;
    private boolean jna = true;
    private List<String> jvmOptions = List.of();

    @Test
    void setsBothVariablesBeforeNd4jIsLoadedAndLoadsItNot() throws Exception {
        List<String> lines =
                run(Map.of("OMP_DISPLAY_ENV", "VERBOSE"), "call", "loaded", "environment", "call", "networks", "call");
        assertThat(lines).contains("loaded: [][]", "environment: [10000, 10]");
        assertThat(lines).filteredOn("call: DONE"::equals).hasSize(3);
        assertThat(lines).as("what OpenMP itself has read").contains("  GOMP_SPINCOUNT = '10000'");
        assertThat(lines).noneMatch(line -> line.startsWith("WARN "));
    }

    @Test
    void leavesWhatTheUserHasSet() throws Exception {
        assertThat(run(Map.of("GOMP_SPINCOUNT", "7"), "call", "environment"))
                .contains("call: DONE", "environment: [7, 10]");
        assertThat(run(Map.of("OPENBLAS_THREAD_TIMEOUT", "20"), "call", "environment"))
                .contains("call: DONE", "environment: [10000, 20]");
        assertThat(run(Map.of("OMP_WAIT_POLICY", "PASSIVE"), "call", "environment"))
                .as("says the same of OpenMP, which GOMP_SPINCOUNT would override")
                .contains("call: DONE", "environment: [unset, 10]");
    }

    @Test
    void saysThatItIsTooLateAndChangesNothing() throws Exception {
        List<String> lines = run(Map.of(), "nd4j", "call", "environment", "networks");
        assertThat(lines).contains("call: TOO_LATE", "environment: [unset, unset]");
        assertThat(lines).filteredOn(line -> line.startsWith(WARNING)).hasSize(1);
    }

    /** Where the user has set both there is nothing to be late for. */
    @Test
    void whatIsSetAlreadyIsNeverTooLate() throws Exception {
        Map<String, String> both = Map.of("GOMP_SPINCOUNT", "7", "OPENBLAS_THREAD_TIMEOUT", "9");
        List<String> lines = run(both, "nd4j", "call", "environment", "networks");
        assertThat(lines).contains("call: DONE", "environment: [7, 9]");
        assertThat(lines).noneMatch(line -> line.startsWith("WARN "));
    }

    @Test
    void theFirstBinaryLayerWarnsOnceIfItWasForgotten() throws Exception {
        assertThat(run(Map.of(), "networks"))
                .filteredOn(line -> line.startsWith("WARN "))
                .singleElement()
                .asString()
                .startsWith(WARNING)
                .contains(
                        "io.github.bnn4j.threads.NativeThreads.waitWithoutSpinning()",
                        "GOMP_SPINCOUNT=10000 and OPENBLAS_THREAD_TIMEOUT=10");
        assertThat(run(Map.of("GOMP_SPINCOUNT", "7"), "networks"))
                .filteredOn(line -> line.startsWith("WARN "))
                .singleElement()
                .asString()
                .contains("OPENBLAS_THREAD_TIMEOUT=10")
                .doesNotContain("GOMP_SPINCOUNT");
    }

    @Test
    void oneThreadDoesNotSpin() throws Exception {
        assertThat(run(Map.of("OMP_NUM_THREADS", "1"), "networks")).noneMatch(line -> line.startsWith("WARN "));
    }

    @Test
    void oneProcessorHasNoPools() throws Exception {
        processors = 1;
        assertThat(run(Map.of(), "networks")).noneMatch(line -> line.startsWith("WARN "));
    }

    @Test
    void withoutJnaItSaysThatItIsNotPossible() throws Exception {
        jna = false;
        List<String> lines = run(Map.of(), "call", "loaded", "networks");
        assertThat(lines).contains("call: NOT_POSSIBLE", "loaded: [][]");
        assertThat(lines).filteredOn(line -> line.startsWith(WARNING)).hasSize(1);
    }

    @Test
    void whereJnaCannotLoadItsLibraryItSaysThatItIsNotPossible() throws Exception {
        jvmOptions = List.of("-Djna.nounpack=true", "-Djna.nosys=true");
        assertThat(run(Map.of(), "call", "loaded")).contains("call: NOT_POSSIBLE", "loaded: [][]");
    }

    /**
     * @param environment beside what this JVM has; of what matters here only this
     * @return all that was printed
     */
    private List<String> run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:ActiveProcessorCount=" + processors,
                "-Dlogback.configurationFile=" + logToStandardOutput()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), NativeThreadsProgram.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT", "OMP_WAIT_POLICY", "OMP_NUM_THREADS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(log);
        assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
        return lines;
    }

    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> jna || !bringsJna(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The programs' jar names in its manifest all that it needs. */
    private static boolean bringsJna(String jar) {
        return jar.startsWith("jna") || jar.startsWith("bnn-examples");
    }

    private Path logToStandardOutput() throws IOException {
        return Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder>
                      <pattern>%-5level %logger{0}: %msg%n</pattern>
                    </encoder>
                  </appender>
                  <logger name="org" level="ERROR"/>
                  <root level="WARN">
                    <appender-ref ref="STDOUT"/>
                  </root>
                </configuration>
                """);
    }
}
