package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.codec.BnnFile.Bytes;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a file announces costs neither time nor memory that its length does not account for. */
@Timeout(60)
class HostileFileTest {

    private static final int WIDE = 1 << 27;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A loop over the outputs of each of them would take minutes. */
    @Test
    void poolingsOverManyOutputsAreLoadedAtOnce() throws IOException {
        BnnFile file = BnnFile.input(2, 1, 1, WIDE, 1, 0);
        for (int i = 0; i < 200; i++) {
            file.layer(
                    12,
                    BnnFile.bytes()
                            .u32(1)
                            .raw(one())
                            .u32(WIDE, WIDE, 2, 1, WIDE + 1, WIDE + 1)
                            .u64(0));
        }

        assertLoadsInProportion(signsToFloats(file));
    }

    @Test
    void convolutionsWithBorderClassesOverManyOutputsAreLoadedAtOnce() throws IOException {
        BnnFile file = BnnFile.input(2, 1, 1, WIDE, 1, 0);
        for (int i = 0; i < 200; i++) {
            file.layer(
                    10,
                    BnnFile.bytes()
                            .u8(2, 0, 0, 0)
                            .u32(1, 1, 3)
                            .raw(one())
                            .u32(WIDE, WIDE, 3, 1, 1, 1)
                            .u64(0)
                            .u32(0, 0, 0)
                            .u64(0));
        }

        assertLoadsInProportion(signsToFloats(file));
    }

    /** Wrong classes are found out as fast. */
    @Test
    void anotherCountOfClassesIsRefusedAtOnce() {
        BnnFile file = BnnFile.input(2, 1, 1, WIDE, 1, 0)
                .layer(
                        10,
                        BnnFile.bytes()
                                .u8(2, 0, 0, 0)
                                .u32(1, 1, 2)
                                .raw(one())
                                .u32(WIDE, WIDE, 3, 1, 1, 1)
                                .u64(0)
                                .u32(0, 0)
                                .u64(0));

        assertRefused(signsToFloats(file), "3 border classes");
    }

    /** Their patches would be as many arrays, and their bits more than an int can count. */
    @Test
    void aWindowOfMoreThanAMillionWordsIsRefused() {
        for (int type : new int[] {0, 2}) {
            Bytes payload = BnnFile.bytes()
                    .u8(type, 1, 0, 0)
                    .u32(1, 1, 1)
                    .u32(1, 1, 1 << 14, 1, 0, 1)
                    .u32(1, 1, 1 << 9, 1, 0, 1)
                    .u64(new long[1 << 17])
                    .f64(1, 0);
            assertRefused(BnnFile.input(type, 1, 1, 1, 1, 0).layer(10, payload).toBytes(), "taps on 1 ");
        }
        Bytes large = BnnFile.bytes()
                .u8(2, 1, 0, 0)
                .u32(1, 1, 1)
                .u32(1, 1, 1 << 14, 1, 0, 1)
                .u32(1, 1, 1 << 13, 1, 0, 1)
                .u64(new long[1 << 21])
                .f64(1, 0);
        assertRefused(BnnFile.input(2, 1, 1, 1, 1, 0).layer(10, large).toBytes(), "134217728 taps");
    }

    @Test
    void windowsOfSingleSignsAreNotExpandedForEver() throws IOException {
        int outputs = 512;
        int taps = 1 << 12;
        Bytes payload = BnnFile.bytes()
                .u8(2, 1, 0, 0)
                .u32(1, outputs, 1)
                .u32(1, 1, taps, 1, 0, 1)
                .raw(one())
                .u64(new long[outputs * BitMatrix.wordsFor(taps)])
                .f64(new double[2 * outputs]);

        PackedNetwork network = assertLoadsInProportion(
                BnnFile.input(2, 1, 1, 1, 1, 0).layer(10, payload).toBytes());

        assertThat(network.scores(new byte[] {1})).containsOnly(0);
    }

    @Test
    void weightsOfBytesAreNotExpanded() throws IOException {
        int outputs = 64;
        int channels = 1 << 16;
        Bytes payload = BnnFile.bytes()
                .u8(0, 1, 0, 0)
                .u32(channels, outputs, 1)
                .raw(one())
                .raw(one())
                .u64(new long[outputs * channels / 64])
                .f64(new double[2 * outputs]);
        byte[] file = BnnFile.input(0, channels, 1, 1, 1, 0).layer(10, payload).toBytes();

        long allocated = allocatedBy(file);

        assertThat(allocated).isLessThan(16L * file.length);
    }

    @Test
    void labelsTakeNoMoreThanTheirShare() throws IOException {
        int count = 500_000;
        for (String label : new String[] {"", "a", "\u00e9"}) {
            BnnFile file = BnnFile.input(1, 1, 1, count, 1, 0);
            for (int i = 0; i < count; i++) {
                file.label(label);
            }
            byte[] bytes = file.layer(
                            5, BnnFile.bytes().u8(0, 0, 0, 0).u32(count).f64(0))
                    .toBytes();

            assertThat(assertLoadsInProportion(bytes).labels()).hasSize(count).containsOnly(label);
        }
    }

    @Test
    void labelsForNothingAreRefusedInProportion() throws IOException {
        BnnFile file = BnnFile.input(1, 1, 1, 1, 1, 0);
        for (int i = 0; i < 500_000; i++) {
            file.label("");
        }
        byte[] bytes = file.layer(6, BnnFile.bytes().u32(1)).toBytes();
        assertRefused(bytes, "floats");

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertRefused(bytes, "floats");

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .isLessThan((long) FileTrial.FACTOR * bytes.length + FileTrial.CONSTANT);
    }

    private static byte[] one() {
        return BnnFile.bytes().u32(1, 1, 1, 1, 0, 1).toArray();
    }

    private static byte[] signsToFloats(BnnFile file) {
        return file.layer(8, BnnFile.bytes().u32(WIDE).f32(1, -1)).toBytes();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> PackedNetwork.read(new ByteArrayInputStream(file)))
                .isInstanceOf(PackedFormatException.class)
                .hasMessageContaining(message);
    }

    private static PackedNetwork assertLoadsInProportion(byte[] file) throws IOException {
        assertThat(allocatedBy(file)).isLessThan((long) FileTrial.FACTOR * file.length + FileTrial.CONSTANT);
        return PackedNetwork.read(new ByteArrayInputStream(file));
    }

    private static long allocatedBy(byte[] file) throws IOException {
        PackedNetwork.read(new ByteArrayInputStream(file)); // Classes are loaded once.
        long before = THREADS.getCurrentThreadAllocatedBytes();
        PackedNetwork.read(new ByteArrayInputStream(file));
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
