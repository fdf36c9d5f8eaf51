package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.listener.FlipRatio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlipRatioCsvTest {

    @TempDir
    private Path directory;

    /** A run that a version began which had DL4J's names for the layers still has a column for each. */
    @Test
    void aLayerIsOneColumnWhateverItWasCalled() throws IOException {
        Path file = directory.resolve("flip-ratio.csv");
        FlipRatioCsv.write(
                List.of(
                        new FlipRatio("layer0", 9, 1, .5),
                        new FlipRatio("layer3", 9, 1, .25),
                        new FlipRatio("hidden layer 1", 19, 2, .125),
                        new FlipRatio("output layer", 19, 2, 0)),
                file);
        assertThat(Files.readAllLines(file))
                .containsExactly("epoch,hidden layer 1,output layer", "2,0.500000,0.250000", "3,0.125000,0.00000");
    }

    @Test
    void withoutRatiosThereIsNoFile() throws IOException {
        Path file = directory.resolve("flip-ratio.csv");
        Files.writeString(file, "of another run");
        FlipRatioCsv.write(List.of(), file);
        assertThat(file).doesNotExist();
    }
}
