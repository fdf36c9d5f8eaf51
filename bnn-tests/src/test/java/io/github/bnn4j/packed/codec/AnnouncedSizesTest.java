package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.bnn4j.packed.codec.BnnFile.Bytes;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files that announce large things are refused before memory is allocated for these. */
class AnnouncedSizesTest {

    private static final int HUGE = Integer.MAX_VALUE;
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @MethodSource
    void costNothing(byte[] file) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertRefused(file);
        long before = threads.getCurrentThreadAllocatedBytes();

        assertRefused(file);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEGABYTE);
    }

    static Stream<Named<byte[]>> costNothing() {
        byte[] length = oneLayer(6, BnnFile.bytes().u32(1));
        BnnFile.little(length).putInt(BnnFile.LENGTH_OFFSET, HUGE);
        return Stream.of(
                Named.of("length", length),
                Named.of("labels", floats().labelCount(HUGE).toBytes()),
                Named.of("layers", floats().layerCount(HUGE).toBytes()),
                Named.of(
                        "layer",
                        floats().rawLayer(BnnFile.bytes().u8(6, 0, 0, 0).u32(HUGE))
                                .toBytes()),
                Named.of(
                        "binary dense",
                        oneLayer(1, BnnFile.bytes().u8(2, 0, 0, 0).u32(HUGE, HUGE))),
                Named.of("outputs", oneLayer(1, BnnFile.bytes().u8(2, 0, 0, 0).u32(1, HUGE))),
                Named.of("inputs", oneLayer(1, BnnFile.bytes().u8(2, 0, 0, 0).u32(HUGE, 1))),
                Named.of("binary dense on floats", oneLayer(2, BnnFile.bytes().u32(HUGE, HUGE))),
                Named.of("dense", oneLayer(3, BnnFile.bytes().u32(HUGE, HUGE))),
                Named.of(
                        "dense whose count of weights is 0 in 32 bits",
                        oneLayer(3, BnnFile.bytes().u32(1 << 16, 1 << 16))),
                Named.of("affine", oneLayer(4, BnnFile.bytes().u32(HUGE))),
                Named.of(
                        "activation",
                        oneLayer(5, BnnFile.bytes().u8(0, 0, 0, 0).u32(HUGE).f64(0))),
                Named.of("sign", oneLayer(6, BnnFile.bytes().u32(HUGE))),
                Named.of(
                        "signs to floats", oneLayer(8, BnnFile.bytes().u32(HUGE).f32(1, -1))),
                Named.of("convolution of many outputs", oneLayer(10, convolution(1, HUGE, 1, window(1, 1)))),
                Named.of("convolution of many channels", oneLayer(10, convolution(HUGE, 1, 1, window(1, 1)))),
                Named.of(
                        "convolution of many classes",
                        oneLayer(10, convolution(1, 1, HUGE, window(1, 1)).u64(0))),
                Named.of(
                        "convolution whose count of limits is 0 in 32 bits",
                        oneLayer(
                                10,
                                convolution(1, 1 << 8, 1 << 24, window(1, 1)).u64(new long[1 << 8]))),
                Named.of("convolution of many taps", oneLayer(10, convolution(1, 1, 1, window(1 << 13, 1 << 13)))),
                Named.of(
                        "convolution whose count of weights is 0 in 64 bits",
                        oneLayer(10, convolution(1 << 28, 1 << 30, 1, window(1 << 13, 1 << 14)))),
                Named.of(
                        "convolution on floats",
                        oneLayer(
                                11,
                                BnnFile.bytes().u32(1, HUGE).raw(window(1, 1)).f32(0))),
                Named.of(
                        "maximum of many channels",
                        oneLayer(12, BnnFile.bytes().u32(HUGE).raw(window(1, 1)))),
                Named.of(
                        "maximum of long images",
                        oneLayer(
                                12,
                                BnnFile.bytes()
                                        .u32(1)
                                        .u32((1 << 28) - 1, (1 << 28) - 1, 1, 1, 0, 1)
                                        .u32(1, 1, 1, 1, 0, 1)
                                        .u64(0))),
                Named.of("mean", oneLayer(13, BnnFile.bytes().u32(HUGE, 1, 1))),
                Named.of(
                        "channels last",
                        oneLayer(9, BnnFile.bytes().u8(1, 0, 0, 0).u32(HUGE, HUGE, HUGE))));
    }

    private static Bytes convolution(int channels, int outputs, int classes, byte[] window) {
        return BnnFile.bytes().u8(2, 0, 0, 0).u32(channels, outputs, classes).raw(window);
    }

    /** Over one pixel. */
    private static byte[] window(int rows, int columns) {
        return BnnFile.bytes()
                .u32(1, 1, rows, 1, 0, 1)
                .u32(1, 1, columns, 1, 0, 1)
                .toArray();
    }

    private static BnnFile floats() {
        return BnnFile.input(1, 1, 1, 1, 1, 0);
    }

    private static byte[] oneLayer(int type, Bytes payload) {
        return floats().layer(type, payload).toBytes();
    }

    private static void assertRefused(byte[] file) {
        assertThatThrownBy(() -> PackedReader.read(new ByteArrayInputStream(file)))
                .isInstanceOf(PackedFormatException.class);
    }
}
