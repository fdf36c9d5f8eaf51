package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.search.CandidateRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BnnSearchCandidatesCsvTest {

    @TempDir
    Path directory;

    private String written(CandidateRecord... candidates) throws IOException {
        Path file = directory.resolve("candidates.csv");
        CandidatesCsv.write(List.of(candidates), file);
        return Files.readString(file).replace(System.lineSeparator(), "\n");
    }

    @Test
    void showsTheErrorInPercent() throws IOException {
        assertThat(written(new CandidateRecord(3, Map.of("width", "64"), new double[] {.1}, .875, 1.26, null)))
                .isEqualTo("candidate,validation_error_percent,seconds,width,failure\n3,12.5000,1.3,64,\n");
    }

    @Test
    void quotesCommasQuotesAndNewlines() throws IOException {
        assertThat(written(new CandidateRecord(0, Map.of("width", "a,b"), new double[] {.1}, null, 0, "no \"x\",\ny")))
                .endsWith("\n0,,0.0,\"a,b\",\"no \"\"x\"\",\ny\"\n");
    }

    @Test
    void aCandidateWithoutValuesHasEmptyCells() throws IOException {
        assertThat(written(
                        new CandidateRecord(0, Map.of(), null, null, 0, "lost"),
                        new CandidateRecord(1, Map.of("width", "64"), new double[] {.1}, 1.0, 1, null)))
                .contains("\n0,,0.0,,lost\n1,0.0000,1.0,64,\n");
    }
}
