package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.codec.BnnFile.Bytes;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the package's page, broken by a file that is otherwise good. */
class FormatRulesTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void theFileWithoutAFaultIsGood() throws IOException {
        byte[] file = good(floats(2)).label("a").label("").toBytes();

        assertThat(PackedReader.read(new ByteArrayInputStream(file)).labels()).containsExactly("a", "");
    }

    @ParameterizedTest
    @MethodSource({"headers", "labels", "frames", "binaryLayers", "floatLayers", "imageLayers"})
    void areKept(BnnFile file) {
        assertThatThrownBy(() -> PackedReader.read(new ByteArrayInputStream(file.toBytes())))
                .isInstanceOf(PackedFormatException.class)
                .message()
                .isNotBlank();
    }

    static Stream<Named<BnnFile>> headers() {
        return Stream.of(
                Named.of("magic", good(floats(2)).magicEnd(0x0D)),
                Named.of("version 0", good(floats(2)).version(0, 0)),
                Named.of("version 2", good(floats(2)).version(2, 0)),
                Named.of("version 257", good(floats(2)).version(257, 0)),
                Named.of("reserved after version", good(floats(2)).version(1, 0x100)),
                Named.of("value type", good(BnnFile.input(3, 1, 1, 2, 1, 0))),
                Named.of("value type 255", good(BnnFile.input(255, 1, 1, 2, 1, 0))),
                Named.of("value type that the layer does not take", good(BnnFile.input(0, 1, 1, 2, 1, 0))),
                Named.of("reserved 1", good(BnnFile.inputWithReserved(1, 0x000001, 1, 1, 2, 1, 0))),
                Named.of("reserved 3", good(BnnFile.inputWithReserved(1, 0x800000, 1, 1, 2, 1, 0))),
                Named.of("channels", good(BnnFile.input(1, 0, 1, 2, 1, 0))),
                Named.of("height", good(BnnFile.input(1, 1, 0, 2, 1, 0))),
                Named.of("width", good(BnnFile.input(1, 1, 1, 0, 1, 0))),
                Named.of("negative sizes", good(BnnFile.input(1, -1, -1, 2, 1, 0))),
                Named.of("size of 2 in 32 bits", good(BnnFile.input(1, 0x10000, 0x10000, 2, 1, 0))),
                Named.of("size that the layer does not take", good(floats(3))),
                Named.of("scale 0", good(BnnFile.input(1, 1, 1, 2, 0, 0))),
                Named.of("scale -0", good(BnnFile.input(1, 1, 1, 2, -0.0, 0))),
                Named.of("scale", good(BnnFile.input(1, 1, 1, 2, INFINITY, 0))),
                Named.of("offset", good(BnnFile.input(1, 1, 1, 2, 1, NAN))),
                Named.of("no layers", floats(2)),
                Named.of("fewer layers than announced", good(floats(2)).layerCount(2)),
                Named.of("more layers than announced", good(good(floats(2))).layerCount(1)));
    }

    static Stream<Named<BnnFile>> labels() {
        return Stream.of(
                Named.of("fewer than outputs", good(floats(2)).label("a")),
                Named.of(
                        "more than outputs",
                        good(floats(2)).label("a").label("b").label("c")),
                Named.of("fewer than announced", good(floats(2)).label("a").labelCount(2)),
                Named.of("negative count", good(floats(2)).labelCount(-1)),
                Named.of("truncated UTF-8", good(floats(2)).label("a").label(new byte[] {(byte) 0xC3})),
                Named.of("overlong UTF-8", good(floats(2)).label("a").label(new byte[] {(byte) 0xC0, (byte) 0x80})),
                Named.of("surrogate", good(floats(2)).label("a").label(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80
                })),
                Named.of("Latin-1", good(floats(2)).label("a").label(new byte[] {(byte) 0xE9, 'a'})));
    }

    static Stream<Named<BnnFile>> frames() {
        byte[] affine = affine(2).toArray();
        return Stream.of(
                Named.of("type 0", floats(2).layer(0, affine(2))),
                Named.of("type 14", floats(2).layer(14, affine(2))),
                Named.of(
                        "type 14 of version 2",
                        floats(2).layer(14, BnnFile.bytes().u32(2, 2))),
                Named.of(
                        "type 21 of version 2",
                        floats(2).layer(21, BnnFile.bytes().u32(2, 1).f32(new float[6]))),
                Named.of("type 255", floats(2).layer(255, affine(2))),
                Named.of(
                        "reserved",
                        floats(2).rawLayer(frame(4, 1, affine.length).raw(affine))),
                Named.of(
                        "shorter",
                        floats(2).rawLayer(frame(4, 0, affine.length - 1).raw(affine))),
                Named.of(
                        "longer",
                        floats(2).rawLayer(frame(4, 0, affine.length + 1).raw(affine))),
                Named.of("negative", floats(2).rawLayer(frame(4, 0, -1).raw(affine))),
                Named.of("empty", floats(2).layer(4, BnnFile.bytes())),
                Named.of("left over", floats(2).layer(4, affine(2).u8(0))),
                Named.of(
                        "last layer gives signs",
                        floats(2).layer(6, BnnFile.bytes().u32(2))),
                Named.of("next takes another width", good(floats(2)).layer(4, affine(3))));
    }

    static Stream<Named<BnnFile>> binaryLayers() {
        return Stream.of(
                Named.of(
                        "on floats",
                        signs().layer(1, binary(1, 1, 0, 3, 1).u64(0).f64(1).f64(0))),
                Named.of(
                        "on no value type",
                        signs().layer(1, binary(3, 1, 0, 3, 1).u64(0).f64(1).f64(0))),
                Named.of(
                        "kind of output",
                        signs().layer(1, binary(2, 2, 0, 3, 1).u64(0).f64(1).f64(0))),
                Named.of(
                        "reserved",
                        signs().layer(1, binary(2, 1, 256, 3, 1).u64(0).f64(1).f64(0))),
                Named.of(
                        "no inputs",
                        signs().layer(1, binary(2, 1, 0, 0, 1).f64(1).f64(0))),
                Named.of("no outputs", signs().layer(1, binary(2, 1, 0, 3, 0))),
                Named.of(
                        "negative inputs",
                        signs().layer(1, binary(2, 1, 0, -3, 1).u64(0).f64(1).f64(0))),
                Named.of(
                        "bit for nothing",
                        signs().layer(1, binary(2, 1, 0, 3, 1).u64(8).f64(1).f64(0))),
                Named.of(
                        "highest bit",
                        signs().layer(
                                        1,
                                        binary(2, 1, 0, 3, 1)
                                                .u64(1L << 63)
                                                .f64(1)
                                                .f64(0))),
                Named.of(
                        "scale",
                        signs().layer(1, binary(2, 1, 0, 3, 1).u64(0).f64(NAN).f64(0))),
                Named.of(
                        "offset",
                        signs().layer(1, binary(2, 1, 0, 3, 1).u64(0).f64(1).f64(INFINITY))),
                Named.of("limit", thresholds(-2, 0)),
                Named.of("greatest limit", thresholds(4, 0)),
                Named.of("negative limit", thresholds(Integer.MIN_VALUE, 0)),
                Named.of("flip for nothing", thresholds(1, 2)));
    }

    static Stream<Named<BnnFile>> floatLayers() {
        float nan = Float.NaN;
        return Stream.of(
                Named.of(
                        "type 2 bit",
                        floats(2).layer(2, BnnFile.bytes().u32(2, 1).u64(4).f64(1, 0))),
                Named.of(
                        "type 2 scale",
                        floats(2).layer(2, BnnFile.bytes().u32(2, 1).u64(0).f64(NAN, 0))),
                Named.of(
                        "type 2 offset",
                        floats(2).layer(2, BnnFile.bytes().u32(2, 1).u64(0).f64(1, INFINITY))),
                Named.of(
                        "type 3 weight",
                        floats(2).layer(3, BnnFile.bytes().u32(2, 1).f32(nan, 0, 0))),
                Named.of(
                        "type 3 bias",
                        floats(2).layer(3, BnnFile.bytes().u32(2, 1).f32(0, 0, nan))),
                Named.of(
                        "type 3 inputs",
                        floats(2).layer(3, BnnFile.bytes().u32(0, 1).f32(0))),
                Named.of("type 3 outputs", floats(2).layer(3, BnnFile.bytes().u32(2, 0))),
                Named.of(
                        "type 4 scale",
                        floats(1).layer(4, BnnFile.bytes().u32(1).f64(NAN, 0))),
                Named.of(
                        "type 4 offset",
                        floats(1).layer(4, BnnFile.bytes().u32(1).f64(0, NAN))),
                Named.of("type 5 function", floats(1).layer(5, activation(11, 0, 1, 0))),
                Named.of("type 5 function 255", floats(1).layer(5, activation(255, 0, 1, 0))),
                Named.of("type 5 reserved", floats(1).layer(5, activation(0, 1, 1, 0))),
                Named.of("type 5 parameter", floats(1).layer(5, activation(0, 0, 1, NAN))),
                Named.of("type 5 outputs", floats(1).layer(5, activation(0, 0, 0, 0))),
                Named.of(
                        "type 6 outputs",
                        good(floats(2).layer(6, BnnFile.bytes().u32(0)))),
                Named.of("type 7 scale", bytes().layer(7, BnnFile.bytes().u32(1).f64(INFINITY, 0))),
                Named.of(
                        "type 7 offset", bytes().layer(7, BnnFile.bytes().u32(1).f64(1, INFINITY))),
                Named.of(
                        "type 8 positive",
                        signs().layer(8, BnnFile.bytes().u32(3).f32(nan, 0))),
                Named.of(
                        "type 8 negative",
                        signs().layer(8, BnnFile.bytes().u32(3).f32(1, nan))));
    }

    @Test
    void theImageLayersWithoutAFaultAreGood() throws IOException {
        byte[] file = image(2).layer(9, BnnFile.bytes().u8(2, 0, 0, 0).u32(1, 2, 2))
                .layer(10, convolution(2, 0, 0, 0, 1, 1).u64(5).u32(4).u64(1))
                .layer(12, BnnFile.bytes().u32(1).raw(ONE).raw(ONE).u64(1))
                .layer(8, BnnFile.bytes().u32(1).f32(1, -1))
                .toBytes();

        assertThat(PackedReader.read(new ByteArrayInputStream(file)).layers()).hasSize(4);
    }

    static Stream<Named<BnnFile>> imageLayers() {
        return Stream.of(
                Named.of(
                        "type 9 value type",
                        image(2).layer(9, BnnFile.bytes().u8(3, 0, 0, 0).u32(1, 2, 2))),
                Named.of(
                        "type 9 reserved",
                        image(2).layer(9, BnnFile.bytes().u8(2, 0, 1, 0).u32(1, 2, 2))
                                .layer(8, BnnFile.bytes().u32(4).f32(1, -1))),
                Named.of(
                        "type 9 of another image",
                        image(2).layer(9, BnnFile.bytes().u8(2, 0, 0, 0).u32(1, 4, 1))
                                .layer(8, BnnFile.bytes().u32(4).f32(1, -1))),
                Named.of("type 10 on floats", scores(convolution(1, 1, 0, 0, 1, 1))),
                Named.of("type 10 kind of output", scores(convolution(2, 2, 0, 0, 1, 1))),
                Named.of("type 10 padding", scores(convolution(2, 1, 2, 0, 1, 1))),
                Named.of(
                        "type 10 positive padding of bytes",
                        image(0).layer(10, convolution(0, 1, 1, 0, 1, 1).u64(0).f64(1, 0))),
                Named.of("type 10 reserved", scores(convolution(2, 1, 0, 1, 1, 1))),
                Named.of(
                        "type 10 classes",
                        image(2).layer(10, convolution(2, 1, 0, 0, 1, 2).u64(0).f64(1, 0, 0))),
                Named.of("type 10 of another image", scores(convolution(2, 1, 0, 0, 2, 1))),
                Named.of(
                        "type 10 bit for nothing",
                        image(2).layer(10, convolution(2, 1, 0, 0, 1, 1).u64(16).f64(1, 0))),
                Named.of(
                        "type 10 scale",
                        image(2).layer(10, convolution(2, 1, 0, 0, 1, 1).u64(0).f64(NAN, 0))),
                Named.of(
                        "type 10 offset",
                        image(2).layer(10, convolution(2, 1, 0, 0, 1, 1).u64(0).f64(1, INFINITY))),
                Named.of(
                        "type 10 limit",
                        signsToFloats(image(2).layer(
                                        10,
                                        convolution(2, 0, 0, 0, 1, 1)
                                                .u64(0)
                                                .u32(5)
                                                .u64(0)))),
                Named.of(
                        "type 10 negative limit",
                        signsToFloats(image(2).layer(
                                        10,
                                        convolution(2, 0, 0, 0, 1, 1)
                                                .u64(0)
                                                .u32(-2)
                                                .u64(0)))),
                Named.of(
                        "type 10 flip for nothing",
                        signsToFloats(image(2).layer(
                                        10,
                                        convolution(2, 0, 0, 0, 1, 1)
                                                .u64(0)
                                                .u32(0)
                                                .u64(2)))),
                Named.of(
                        "type 11 padding",
                        image(1).layer(
                                        11,
                                        BnnFile.bytes()
                                                .u32(1, 1)
                                                .raw(TWO)
                                                .raw(TWO)
                                                .f32(Float.NaN)
                                                .u64(0)
                                                .f64(1, 0))),
                Named.of(
                        "type 12 bit for nothing",
                        signsToFloats(image(2).layer(
                                        12,
                                        BnnFile.bytes().u32(1).raw(TWO).raw(TWO).u64(2)))),
                Named.of(
                        "type 12 window beside the image",
                        signsToFloats(image(2).layer(
                                        12,
                                        BnnFile.bytes()
                                                .u32(1)
                                                .raw(TWO)
                                                .u32(2, 1, 2, 1, 2, 1)
                                                .u64(0)))),
                Named.of(
                        "type 12 stride",
                        signsToFloats(image(2).layer(
                                        12,
                                        BnnFile.bytes()
                                                .u32(1)
                                                .raw(TWO)
                                                .u32(2, 1, 2, 0, 0, 1)
                                                .u64(0)))),
                Named.of(
                        "type 13 scale",
                        image(1).layer(13, BnnFile.bytes().u32(1, 2, 2).f64(NAN, 0))),
                Named.of(
                        "type 13 offset",
                        image(1).layer(13, BnnFile.bytes().u32(1, 2, 2).f64(1, NAN))),
                Named.of(
                        "type 13 of another image",
                        image(1).layer(13, BnnFile.bytes().u32(1, 1, 4).f64(1, 0))));
    }

    /** Two inputs, one output, two taps. */
    private static final byte[] TWO = BnnFile.bytes().u32(2, 1, 2, 1, 0, 1).toArray();

    /** One of each. */
    private static final byte[] ONE = BnnFile.bytes().u32(1, 1, 1, 1, 0, 1).toArray();

    /** One channel, 2 x 2. */
    private static BnnFile image(int type) {
        return BnnFile.input(type, 1, 2, 2, 1, 0);
    }

    /** One output of the whole image. */
    private static Bytes convolution(int type, int stage, int padding, int reserved, int channels, int classes) {
        return BnnFile.bytes()
                .u8(type, stage, padding, reserved)
                .u32(channels, 1, classes)
                .raw(TWO)
                .raw(TWO);
    }

    private static BnnFile scores(Bytes convolution) {
        return image(2).layer(10, convolution.u64(0).f64(1, 0));
    }

    private static BnnFile signsToFloats(BnnFile file) {
        return file.layer(8, BnnFile.bytes().u32(1).f32(1, -1));
    }

    private static BnnFile floats(int size) {
        return BnnFile.input(1, 1, 1, size, 1, 0);
    }

    private static BnnFile bytes() {
        return BnnFile.input(0, 1, 1, 1, 1, 0);
    }

    private static BnnFile signs() {
        return BnnFile.input(2, 1, 1, 3, 1, 0);
    }

    private static BnnFile good(BnnFile file) {
        return file.layer(4, affine(2));
    }

    private static Bytes affine(int outputs) {
        return BnnFile.bytes().u32(outputs).f64(new double[2 * outputs]);
    }

    private static Bytes frame(int type, int reserved, int length) {
        return BnnFile.bytes().u8(type, 0, 0, reserved).u32(length);
    }

    private static Bytes binary(int type, int stage, int reserved, int inputs, int outputs) {
        return BnnFile.bytes().u8(type, stage).u16(reserved).u32(inputs, outputs);
    }

    private static BnnFile thresholds(int limit, long flips) {
        return signs().layer(1, binary(2, 0, 0, 3, 1).u64(0).u32(limit).u64(flips))
                .layer(8, BnnFile.bytes().u32(1).f32(1, -1));
    }

    private static Bytes activation(int function, int reserved, int outputs, double parameter) {
        return BnnFile.bytes().u8(function, 0, reserved, 0).u32(outputs).f64(parameter);
    }
}
