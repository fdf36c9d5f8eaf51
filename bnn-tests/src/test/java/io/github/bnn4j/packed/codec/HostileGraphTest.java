package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.codec.BnnFile.Bytes;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file of version 2 announces costs neither time nor memory that its length does not account for. */
@Timeout(120)
class HostileGraphTest {

    private static final int WIDE = (1 << 28) - 1;
    private static final int FLOATS = 1;
    private static final int MANY = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Named<byte[]>> wellFormed() {
        return Stream.of(
                Named.of("one feature of many pixels", onWideExamples()),
                Named.of("many small layers", chain(4, GraphFile.same(1))),
                Named.of(
                        "many functions",
                        chain(5, BnnFile.bytes().u8(0, 0, 0, 0).u32(1).f64(0))),
                Named.of("many comparisons", comparisons()),
                Named.of(
                        "many rectifications",
                        chain(21, BnnFile.bytes().u32(1, 1).f32(0, 0, 0))),
                Named.of("many sums of one value", sums(MANY, 2)),
                Named.of("sums of one value many times", sums(20, 65535)),
                Named.of("many joins", joins()),
                Named.of("a join of many", join(65535)),
                Named.of(
                        "many maxima",
                        chain(19, BnnFile.bytes().u32(1).raw(one()).raw(one()))),
                Named.of(
                        "many windows with many taps",
                        chain(19, BnnFile.bytes().u32(1).raw(padded()).raw(padded()))),
                Named.of(
                        "many means",
                        chain(20, BnnFile.bytes().u32(0, 1).raw(padded()).raw(padded()))),
                Named.of("many taps of one output", convolution(17, 1, 1, 1 << 18)),
                Named.of("many groups", convolution(17, 1 << 17, 1 << 17, 1)),
                Named.of("many groups of two taps", convolution(17, 1 << 16, 1 << 16, 2)),
                Named.of("many outputs", convolution(17, 1, 1, 1)),
                Named.of("many channels by themselves", convolution(18, 1 << 17, 1, 1)),
                Named.of("taps by themselves", convolution(18, 1, 1, 1 << 18)),
                Named.of("texts", texts()),
                Named.of(
                        "long texts",
                        GraphFile.input(FLOATS, 1, 1, 1)
                                .text("k", "\u00e9".repeat(1 << 19))
                                .text("l", "a".repeat(1 << 20))
                                .layer(4, GraphFile.same(1), 0)
                                .toBytes()),
                Named.of("scales", scales()));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void isLoadedInProportion(byte[] file) throws IOException {
        PackedNetwork.read(new ByteArrayInputStream(file)); // Classes are loaded once.
        long before = THREADS.getCurrentThreadAllocatedBytes();
        PackedNetwork.read(new ByteArrayInputStream(file));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated)
                .as(String.format(Locale.ROOT, "%.1f for each byte", (double) allocated / file.length))
                .isLessThan((long) FileTrial.FACTOR * file.length + FileTrial.CONSTANT);
    }

    static Stream<Named<byte[]>> announced() {
        int huge = Integer.MAX_VALUE;
        byte[] large = BnnFile.bytes().u32(1, 1, 1 << 27, 1, 0, 1).toArray();
        return Stream.of(
                Named.of("sum", oneLayer(14, BnnFile.bytes().u32(huge, huge))),
                Named.of("product", oneLayer(15, BnnFile.bytes().u32(2, huge))),
                Named.of("join of many", oneLayer(16, BnnFile.bytes().u32(FLOATS, huge, huge))),
                Named.of("join of wide", oneLayer(16, BnnFile.bytes().u32(FLOATS, huge, 2, huge, huge))),
                Named.of(
                        "outputs",
                        oneLayer(17, BnnFile.bytes().u32(1, huge, 1).raw(one()).raw(one()))),
                Named.of(
                        "channels",
                        oneLayer(17, BnnFile.bytes().u32(huge, 1, 1).raw(one()).raw(one()))),
                Named.of(
                        "groups",
                        oneLayer(17, BnnFile.bytes().u32(1, 1, huge).raw(one()).raw(one()))),
                Named.of(
                        "products",
                        oneLayer(
                                17,
                                BnnFile.bytes().u32(huge, huge, 1).raw(large).raw(one()))),
                Named.of(
                        "products of 0",
                        oneLayer(
                                17,
                                BnnFile.bytes()
                                        .u32(1 << 30, 1 << 30, 1)
                                        .raw(large)
                                        .raw(one()))),
                Named.of(
                        "channels alone",
                        oneLayer(18, BnnFile.bytes().u32(huge).raw(large).raw(one()))),
                Named.of(
                        "maximum",
                        oneLayer(19, BnnFile.bytes().u32(huge).raw(one()).raw(one()))),
                Named.of(
                        "mean",
                        oneLayer(20, BnnFile.bytes().u32(0, huge).raw(one()).raw(one()))),
                Named.of("rectification", oneLayer(21, BnnFile.bytes().u32(huge, huge))),
                Named.of("scale", oneLayer(22, BnnFile.bytes().u32(huge, huge))),
                Named.of("thresholds", oneLayer(23, BnnFile.bytes().u32(huge, huge))));
    }

    @ParameterizedTest
    @MethodSource("announced")
    void isRefusedBeforeMemoryIsAllocated(byte[] file) {
        assertRefused(file, "");
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertRefused(file, "");

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(FileTrial.CONSTANT);
    }

    static Stream<Named<byte[]>> tooMuchAtOnce() {
        GraphFile kept = GraphFile.input(FLOATS, 1, 1, WIDE);
        for (int i = 0; i < 3; i++) {
            kept.layer(5, function(), 0);
        }
        GraphFile late = GraphFile.input(FLOATS, 1, 1, WIDE);
        for (int i = 0; i < 4; i++) {
            late.layer(5, function(), i);
        }
        return Stream.of(
                Named.of(
                        "four and their sum",
                        kept.layer(14, BnnFile.bytes().u32(4, WIDE), 0, 1, 2, 3).toBytes()),
                Named.of(
                        "each kept until the end",
                        late.layer(15, BnnFile.bytes().u32(5, WIDE), 0, 1, 2, 3, 4)
                                .toBytes()));
    }

    @ParameterizedTest
    @MethodSource("tooMuchAtOnce")
    void aPeakOfMoreThanABillionValuesIsRefused(byte[] file) {
        assertRefused(file, "values at the same time");
    }

    /** Three at the same time: fewer than 2^30. */
    private static byte[] onWideExamples() {
        return GraphFile.input(FLOATS, 1, 1, WIDE)
                .layer(21, BnnFile.bytes().u32(1, WIDE).f32(0, 0, 0), 0)
                .layer(22, BnnFile.bytes().u32(1, WIDE).f64(1, 0), 1)
                .layer(14, BnnFile.bytes().u32(2, WIDE), 1, 2)
                .layer(23, BnnFile.bytes().u32(1, WIDE).f32(0).u64(0), 3)
                .layer(8, BnnFile.bytes().u32(WIDE).f32(1, -1), 4)
                .toBytes();
    }

    private static Bytes function() {
        return BnnFile.bytes().u8(0, 0, 0, 0).u32(WIDE).f64(0);
    }

    private static byte[] chain(int type, Bytes payload) {
        GraphFile file = GraphFile.input(FLOATS, 1, 1, 1);
        for (int i = 0; i < MANY; i++) {
            file.layer(type, payload, i);
        }
        return file.toBytes();
    }

    private static byte[] comparisons() {
        GraphFile file = GraphFile.input(FLOATS, 1, 1, 1);
        for (int i = 0; i < MANY; i += 2) {
            file.layer(23, BnnFile.bytes().u32(1, 1).f32(0).u64(0), i);
            file.layer(8, BnnFile.bytes().u32(1).f32(1, -1), i + 1);
        }
        return file.toBytes();
    }

    private static byte[] sums(int layers, int sources) {
        GraphFile file = GraphFile.input(FLOATS, 1, 1, 1);
        for (int i = 0; i < layers; i++) {
            int[] values = new int[sources];
            Arrays.fill(values, i);
            file.layer(14, BnnFile.bytes().u32(sources, 1), values);
        }
        return file.toBytes();
    }

    private static byte[] joins() {
        GraphFile file = GraphFile.input(FLOATS, 1, 1, 1);
        for (int i = 0; i < MANY; i++) {
            file.layer(16, BnnFile.bytes().u32(FLOATS, 1, 2, i + 1, 1), i, 0);
        }
        return file.toBytes();
    }

    private static byte[] join(int sources) {
        int[] ones = new int[sources];
        Arrays.fill(ones, 1);
        return GraphFile.input(FLOATS, 1, 1, 1)
                .layer(16, BnnFile.bytes().u32(FLOATS, 1, sources).u32(ones), new int[sources])
                .toBytes();
    }

    /** Of one pixel; outputs of a convolution in groups are as many as channels, else 2^18 / taps. */
    private static byte[] convolution(int type, int channels, int groups, int taps) {
        int outputs = type == 18 || groups > 1 ? channels : (1 << 18) / taps;
        Bytes payload =
                type == 18 ? BnnFile.bytes().u32(channels) : BnnFile.bytes().u32(channels, outputs, groups);
        payload.raw(one()).u32(1, 1, taps, 1, 0, 1);
        payload.f32(new float[taps * (channels / groups) * (type == 18 ? 1 : outputs) + outputs]);
        return GraphFile.input(FLOATS, channels, 1, 1).layer(type, payload, 0).toBytes();
    }

    private static byte[] texts() {
        GraphFile file = GraphFile.input(FLOATS, 1, 1, 1);
        for (int i = 0; i < 100_000; i++) {
            file.text(Integer.toString(i, 36), "");
        }
        return file.layer(4, GraphFile.same(1), 0).toBytes();
    }

    private static byte[] scales() {
        double[] ones = new double[100_000];
        Arrays.fill(ones, 1);
        return GraphFile.input(FLOATS, 1, 1, ones.length)
                .scales(ones, ones)
                .layer(5, BnnFile.bytes().u8(0, 0, 0, 0).u32(ones.length).f64(0), 0)
                .toBytes();
    }

    private static byte[] one() {
        return BnnFile.bytes().u32(1, 1, 1, 1, 0, 1).toArray();
    }

    private static byte[] padded() {
        return BnnFile.bytes().u32(1, 1, 1 << 13, 1, 1 << 12, 1).toArray();
    }

    private static byte[] oneLayer(int type, Bytes payload) {
        return GraphFile.input(FLOATS, 1, 1, 1).layer(type, payload, 0).toBytes();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> PackedNetwork.read(new ByteArrayInputStream(file)))
                .isInstanceOf(PackedFormatException.class)
                .hasMessageContaining(message);
    }
}
