package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.listener.FlipRatio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A checkpoint is the one that was written, or it is refused: not a bit of it may differ. */
class CheckpointDigestTest {

    private static final byte[] SIGNATURE = {'P', 'K'};

    /** Headers and names are all tried, of the rest every so many bits. */
    private static final int HEADER = 80;

    private static final int STEP = 37;

    @TempDir
    Path directory;

    private Path file;
    private Checkpoint written;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("checkpoint.zip");
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Adam(.01))
                .list()
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        network.fit(Nd4j.rand(DataType.FLOAT, 4, 3), Nd4j.rand(DataType.FLOAT, 4, 2));
        written = new Checkpoint(
                Dl4jNetwork.of(network),
                new TrainingState(
                        new ObjectMapper().createObjectNode().put("epochs", 3),
                        "digest",
                        null,
                        List.of(new EpochMetrics(1, .1, 2, 30, 4, 5)),
                        List.of(new FlipRatio("layer0", 249, 0, .125))));
        written.write(file);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Checkpoint read = Checkpoint.read(file);
        assertThat(read.state()).isEqualTo(written.state());
        assertThat(Checkpoint.readState(file)).isEqualTo(written.state());
        assertThat(read.network().params()).isEqualTo(written.network().params());
        assertThat(read.network().updaterState()).isEqualTo(written.network().updaterState());
    }

    /** {@code pack} and {@code evaluate} take one as well. */
    @Test
    void itIsStillAFileOfModelSerializer() throws IOException {
        assertThat(ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true).params())
                .isEqualTo(written.network().params());
    }

    @Test
    void aFlippedBitIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        List<Integer> accepted = new ArrayList<>();
        List<Integer> tried = bits(whole);
        assertThat(tried).hasSizeGreaterThan(4208);
        for (int bit : tried) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            if (isAccepted()) {
                accepted.add(bit);
            }
        }
        assertThat(accepted).isEmpty();
        Files.write(file, whole);
        assertThatCode(() -> Checkpoint.read(file)).doesNotThrowAnyException();
    }

    /** All of each header of an entry, in either place, and a sample of the rest. */
    private static List<Integer> bits(byte[] whole) {
        List<Integer> bits = new ArrayList<>();
        int headerEnd = 0;
        for (int at = 0; at < whole.length; at++) {
            if (Arrays.mismatch(whole, at, Math.min(at + 2, whole.length), SIGNATURE, 0, 2) < 0) {
                headerEnd = at + HEADER;
            }
            for (int bit = 8 * at; bit < 8 * at + 8; bit++) {
                if (at < headerEnd || bit % STEP == 0) {
                    bits.add(bit);
                }
            }
        }
        return bits;
    }

    private boolean isAccepted() {
        boolean accepted = false;
        for (Attempt reading : List.<Attempt>of(Checkpoint::read, Checkpoint::readState)) {
            try {
                reading.read(file);
                accepted = true;
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(file + " is not a readable checkpoint");
            }
        }
        return accepted;
    }

    @Test
    void lengthsOtherThanItsOwnAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 63, 64, 71, whole.length / 2, whole.length - 1, whole.length + 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file + " is not a readable checkpoint")
                    .hasMessageContaining("--overwrite");
        }
    }

    /** Such as model.zip under the checkpoint's name. */
    @Test
    void aModelIsNoCheckpoint() throws IOException {
        ModelSerializer.writeModel(written.network().model(), file.toFile(), true);
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no digest");
    }

    private interface Attempt {
        Object read(Path file) throws IOException;
    }
}
