package io.github.bnn4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.peers.BnnPeers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersBenchmarkTest {

    @TempDir
    private Path directory;

    @Test
    void writesTablesAndAChart() throws Exception {
        int exitCode = CommandLines.of(new BnnPeers())
                .execute(
                        ("bench --networks bireal20 --batches 1,2 --threads 1 --rounds 1 --seconds .01 --starts 1 --out "
                                        + directory)
                                .split(" "));

        assertThat(exitCode).isZero();
        assertThat(Files.readAllLines(directory.resolve("peers.md")))
                .filteredOn(line -> line.startsWith("| Bi-Real 20 |"))
                .as("two rows of rates, and the first of those of a start")
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotContain("NaN", "Infinity"));
        assertThat(directory.resolve("peers.png")).isNotEmptyFile();
    }

    @Test
    void refusesNoBatch() {
        StringWriter err = new StringWriter();

        int exitCode = CommandLines.of(new BnnPeers())
                .setErr(new PrintWriter(err, true))
                .execute("bench", "--batches", "0", "--out", directory.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--batches at least 1", "[0]");
    }
}
