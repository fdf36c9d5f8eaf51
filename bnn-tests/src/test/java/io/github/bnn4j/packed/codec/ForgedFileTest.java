package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file with other numbers and the right checksum is refused, or is a network that works. */
class ForgedFileTest {

    private static final int[] NUMBERS = {0, 1, -1, Integer.MAX_VALUE, 0x40000000, Integer.MIN_VALUE, 2, 64};
    private static final int LARGEST_INPUT = 1_000_000;

    @ParameterizedTest
    @MethodSource("files")
    void byOneNumberAnywhere(byte[] good) {
        var random = new Random(1);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int offset = 0; offset <= good.length - 8; offset++) {
                for (int number :
                        IntStream.concat(Arrays.stream(NUMBERS), random.ints(3)).toArray()) {
                    byte[] forged = good.clone();
                    BnnFile.little(forged).putInt(offset, number);
                    assertRefusedOrUsable(forged, number + " at " + offset);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void bySomeBytesAnywhere(byte[] good) {
        var random = new Random(2);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 3000; i++) {
                byte[] forged = good.clone();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    int from = 16 + random.nextInt(forged.length - 20);
                    forged[from] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt(256));
                }
                assertRefusedOrUsable(forged, "change " + i);
            }
        });
    }

    static List<byte[]> files() throws IOException {
        return List.of(
                written(SampleContents.onSigns()),
                written(SampleContents.onFloats()),
                written(SampleContents.onScaledBytes()),
                written(SampleContents.onPictures()),
                written(SampleContents.onFloatPictures()),
                written(SampleGraphs.onShortcuts()),
                written(SampleGraphs.onTwoClasses()),
                written(SampleGraphs.onScaledChannels()),
                written(SampleGraphs.onScaledValues()));
    }

    private static byte[] written(PackedContent content) throws IOException {
        var out = new ByteArrayOutputStream();
        PackedWriter.write(content, out);
        return out.toByteArray();
    }

    private static void assertRefusedOrUsable(byte[] forged, String what) throws IOException {
        BnnFile.repairChecksum(forged);
        PackedNetwork network;
        try {
            network = PackedNetwork.read(new ByteArrayInputStream(forged));
        } catch (PackedFormatException expected) {
            return;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
        int size = network.input().size();
        if (size > LARGEST_INPUT) {
            return;
        }
        byte[] example = new byte[size];
        Arrays.fill(example, (byte) (network.input().type() == ValueType.SIGNS ? -1 : 200));
        assertThat(network.scores(example)).as(what).hasSize(network.outputs());
        if (network.classes() > 1) {
            assertThat(network.predict(example)).as(what).isBetween(0, network.classes() - 1);
        }
        FileTrial.assertWrittenAgain(network, forged);
    }
}
