package io.github.bnn4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.BnnPrograms;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command: how it starts and ends, and what it says of arguments that cannot be. */
@Timeout(120)
class ServeCommandTest {

    private static final Pattern ADDRESS =
            Pattern.compile("Look inside at (http://127\\.0\\.0\\.1:\\d+/) \\(Ctrl-C ends it\\)");

    @TempDir
    Path directory;

    private Path floats(int inputs) throws IOException {
        Path file = directory.resolve("floats-" + inputs + ".bnn");
        new PackedNetwork(new PackedContent(
                        InputEncoding.floats(inputs),
                        List.of(new FloatDense(inputs, new float[2 * inputs], new float[2])),
                        List.of()))
                .save(file);
        return file;
    }

    private static String error(Object... arguments) {
        Cli cli = Cli.run(arguments);
        assertThat(cli.exitCode()).isPositive();
        assertThat(cli.err()).hasSize(1);
        return cli.err().get(0);
    }

    /** In a JVM of its own: what it loads is seen, and it can be interrupted. */
    @Test
    void itStartsWithoutNd4jAndEndsWhenItIsTold() throws Exception {
        Path classes = directory.resolve("classes.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BnnPrograms.class.getName(),
                        "serve",
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            Matcher address = ADDRESS.matcher(out.readLine());
            assertThat(address.matches()).isTrue();
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address.group(1))).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);

            // As Ctrl-C, which is ignored in what a shell has started in the background, as these tests may be.
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(classes))
                .contains("io.github.bnn4j.packed.PackedNetwork")
                .doesNotContain("org.nd4j", "org.deeplearning4j", "org.bytedeco", "com.sun.jna");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(error("serve", "--port", taken.getLocalPort()))
                    .isEqualTo("error: Cannot listen on port " + taken.getLocalPort()
                            + " of 127.0.0.1: Address already in use; choose another with --port, 0 for any"
                            + " that is free");
        }
    }

    @Test
    void argumentsThatCannotBeAreNamed() throws IOException {
        Path none = directory.resolve("none.bnn");
        Path text = Files.writeString(directory.resolve("text.bnn"), "no network");

        assertThat(error("serve", "--port", 65_536))
                .isEqualTo("error: --port must be from 0 to 65535, got 65536 (try --help)");
        assertThat(error("serve", "--host", "no such.name.invalid"))
                .isEqualTo("error: --host no such.name.invalid is no name or address of this machine");
        assertThat(error("serve", none)).isEqualTo("error: There is no file " + none);
        assertThat(error("serve", text)).contains("text.bnn");
        assertThat(error("serve", "--float", none)).isEqualTo("error: There is no file " + none);
        assertThat(error("serve", "--float", floats(9)))
                .endsWith(
                        "floats-9.bnn takes 1x1x9, the network beside it 1x28x28: they cannot be shown the same image");
    }
}
